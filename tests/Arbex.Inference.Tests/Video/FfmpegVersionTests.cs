using Arbex.Inference.Video;

namespace Arbex.Inference.Tests.Video;

public sealed class FfmpegVersionTests
{
    [Theory]
    [InlineData("ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright (c) 2000-2021 the FFmpeg developers", "-vsync")]
    [InlineData("ffmpeg version 4.2.7-0ubuntu0.1 Copyright", "-vsync")]
    [InlineData("ffmpeg version n5.0 Copyright", "-vsync")]
    [InlineData("ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers", "-fps_mode")]
    [InlineData("ffmpeg version n7.1.1 Copyright", "-fps_mode")]
    [InlineData("ffmpeg version 8 Copyright", "-fps_mode")]
    [InlineData("ffmpeg version N-109542-g0b8f1a8c2d Copyright", "-fps_mode")]
    [InlineData("ffmpeg version 2024-05-02-git-71669f2ad5-full_build Copyright", "-fps_mode")]
    [InlineData("", "-fps_mode")]
    public void Frames_are_asked_for_by_the_name_that_the_version_knows(string firstLine, string option) =>
        Assert.Equal([option, "passthrough"], FfmpegVersion.EveryFrameOf(firstLine));
}
