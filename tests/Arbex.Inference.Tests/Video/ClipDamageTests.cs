using System.Buffers.Binary;
using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Inference.Tests.Video;

public sealed class ClipDamageTests : IDisposable
{
    private static readonly string[] Kinds =
    [
        "faststart.mp4", "x.mov", "x.mkv", "x.webm", "x.avi", "x.mpg", "x.wmv", "x.flv", "x.3gp", "x.mts", "x.ts", "x.ogv", "silent.ts",
        "silent.ogv",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> AllKinds => [.. Kinds];

    /// <summary>MOV and 3GP as ffmpeg writes them have their directory at the end, so that nothing of a cut one can be read.</summary>
    public static TheoryData<string> KindsThatCanBeCut => [.. Kinds.Except(["x.mov", "x.3gp"])];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void A_whole_clip_is_not_called_damaged(string name)
    {
        var clip = Make(name);

        var (frames, damage) = Read(clip);

        Assert.InRange(frames, 49, 51);
        Assert.Null(damage);
    }

    [Theory]
    [MemberData(nameof(KindsThatCanBeCut))]
    public void A_cut_clip_is_answered_as_far_as_it_goes_and_reported(string name)
    {
        var clip = Make(name);
        Cut(clip, 0.55);

        var (frames, damage) = Read(clip);

        Assert.InRange(frames, 1, 49);
        Assert.NotNull(damage);
        Assert.Contains(clip, damage.Message, StringComparison.Ordinal);
        var refused = Assert.Throws<VideoException>(
            () => VideoReader.Frames(clip, VideoReader.Describe(clip, cancellation: Token), cancellation: Token).Count());
        Assert.Equal(damage.Message, refused.Message);
    }

    [Fact]
    public void A_cut_clip_says_how_many_of_its_frames_there_are()
    {
        var clip = Make("faststart.mp4");
        Cut(clip, 0.55);

        var (frames, damage) = Read(clip);

        Assert.Contains($"ends after {frames} of 50 frames", damage!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_in_the_middle_is_reported()
    {
        var clip = Make("faststart.mp4");
        var bytes = File.ReadAllBytes(clip);
        bytes.AsSpan(bytes.Length / 2, 2000).Fill(0x55);
        File.WriteAllBytes(clip, bytes);

        var (frames, damage) = Read(clip);

        Assert.InRange(frames, 1, 50);
        Assert.Contains("ffmpeg reports", damage!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ss", "0.7")] // frames before the beginning are in the file and not shown
    [InlineData("-t", "1.1")]
    public void A_clip_that_shows_a_part_of_its_frames_is_whole(string option, string seconds)
    {
        var (clip, part) = (Make("x.mp4"), _folder.At("part.mp4"));
        Ffmpeg.Run(option, seconds, "-i", clip, "-c", "copy", part);

        Assert.Null(Read(part).Damage);
    }

    [Fact]
    public void A_clip_that_shows_frames_as_soon_as_they_are_decoded_is_whole()
    {
        const int MediaTime = 16;
        var clip = _folder.At("trivial.mp4");
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc=size=64x48:duration=2:rate=10", "-c:v", "libx264", "-bf", "2", "-g", "5", "-pix_fmt", "yuv420p", clip);
        var bytes = File.ReadAllBytes(clip);
        var at = bytes.AsSpan().IndexOf("elst"u8) + MediaTime;
        Assert.True(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at)) > 0, "ffmpeg makes up for the wait");
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), 0);
        File.WriteAllBytes(clip, bytes);

        Assert.Null(Read(clip).Damage);
    }

    [Fact]
    public void A_recording_without_a_length_is_whole()
    {
        var clip = _folder.At("recorded.webm");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=size=64x48:duration=1:rate=10", "-f", "webm", "-live", "1", clip);

        var (frames, damage) = Read(clip);

        Assert.Equal(10, frames);
        Assert.Null(damage);
    }

    [Fact]
    public void A_last_frame_that_is_shown_for_long_is_no_missing_end()
    {
        var clip = _folder.At("slides.mp4");
        Ffmpeg.Run(
        [
            "-f", "lavfi", "-i", "testsrc=size=64x48:duration=2:rate=1", "-vf", "settb=1/1000,setpts='N*N*9000'", .. FfmpegVersion.EveryFrame,
            "-enc_time_base", "1/1000", "-c:v", "libx264", clip,
        ]);

        Assert.Null(Read(clip).Damage);
    }

    [Theory]
    [InlineData("[h264 @ 0x55d79e71d480] [error] error while decoding MB 7 14, bytestream -15", true)]
    [InlineData("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x56300fdf8ac0] [warning] Packet corrupt (stream = 0, dts = 15360).", true)]
    [InlineData("[warning] Guessed Channel Layout for Input Stream #0.1 : mono", false)]
    [InlineData("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x5581] [error] Referenced QT chapter track not found", false)]
    [InlineData("[info]     title           : [error] not one", false)]
    [InlineData("[msmpeg4 @ 0x5626640c9a00] [error] ", false)]
    public void Faults_are_told_from_other_messages(string line, bool isFault)
    {
        var log = new FfmpegLog();
        log.Take(line);
        Assert.Equal(isFault ? 1 : 0, log.Faults);
    }

    private string Make(string name)
    {
        var clip = _folder.At(name);
        Ffmpeg.Run(
        [
            "-f", "lavfi", "-i", "testsrc=size=176x144:duration=2:rate=25", "-f", "lavfi", "-i", "sine=duration=2:sample_rate=44100",
            .. name.StartsWith("silent", StringComparison.Ordinal) ? ["-map", "0:v"] : Array.Empty<string>(),
            .. name.StartsWith("faststart", StringComparison.Ordinal) ? ["-movflags", "+faststart"] : Array.Empty<string>(),
            .. name.EndsWith(".3gp", StringComparison.Ordinal) ? ["-c:a", "aac"] : Array.Empty<string>(),
            clip,
        ]);
        return clip;
    }

    private static void Cut(string path, double share)
    {
        using var stream = new FileStream(path, FileMode.Open);
        stream.SetLength((long)(stream.Length * share));
    }

    private static (int Frames, ClipDamage? Damage) Read(string clip)
    {
        ClipDamage? damage = null;
        var frames = VideoReader.Frames(
            clip, VideoReader.Describe(clip, cancellation: Token), found => damage = found, Token).Count();
        return (frames, damage);
    }
}
