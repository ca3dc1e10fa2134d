using System.Diagnostics;
using Arbex.Inference.Video;

namespace Arbex.Inference.Tests.Video;

public sealed class ClipInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hls", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{0}/private.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("concat", "ffconcat version 1.0\nfile private.ts\n")]
    [InlineData("concat", "ffconcat version 1.0\nfile link.ts\n")]
    [InlineData("sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n")]
    [InlineData(
        "dash",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" "
        + "type=\"static\" mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"video/mp4\"><Representation id=\"1\" "
        + "bandwidth=\"1\"><BaseURL>private.ts</BaseURL></Representation></AdaptationSet></Period></MPD>")]
    public void What_names_other_files_is_refused(string format, string content)
    {
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=size=64x48:duration=1:rate=5", _folder.At("private.ts"));
        File.CreateSymbolicLink(_folder.At("link.ts"), _folder.At("private.ts"));
        var clip = _folder.At("clip.mp4");
        File.WriteAllText(clip, content.Replace("{0}", _folder.FullName, StringComparison.Ordinal));

        var refused = Assert.Throws<VideoException>(() => VideoReader.Describe(clip, cancellation: Token));
        Assert.Contains($"'{format}'", refused.Message, StringComparison.Ordinal);
        var frames = VideoReader.Frames(clip, new VideoDescription(64, 48, 5, 5), cancellation: Token);
        Assert.Throws<VideoException>(() => frames.Any());

        using var writer = new VideoWriter(_folder.At("drawn.mp4"), new VideoDescription(64, 48, 5, 5), clip);
        Assert.Throws<VideoException>(() =>
        {
            writer.Add(new Imaging.ImageBuffer(64, 48));
            writer.Finish();
        });
        Assert.False(File.Exists(_folder.At("drawn.mp4")));
    }

    [Fact]
    public void Pipes_and_devices_are_refused_before_anything_waits_for_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such files on Windows.");
        var pipe = _folder.At("pipe.mp4");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        Assert.Contains("a named pipe", Assert.Throws<VideoException>(() => VideoReader.Describe(pipe)).Message, StringComparison.Ordinal);
        Assert.Contains("a device", Assert.Throws<VideoException>(() => VideoReader.Describe("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Contains("a folder", Assert.Throws<VideoException>(() => VideoReader.Describe(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_a_program_that_is_being_read()
    {
        Ffmpeg.Run("-version");
        using var stop = new CancellationTokenSource();
        using var endless = FfmpegProcess.Start(
            "ffmpeg", "x", reads: false, ["-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i", "color=red", "-f", "null", "-"], stop.Token);
        var reading = Task.Run(() => endless.Output.ReadByte(), Token);

        await stop.CancelAsync();

        Assert.Equal(-1, await reading.WaitAsync(TimeSpan.FromMinutes(2), Token));
        Assert.NotEqual(0, endless.WaitForExit());
    }

    [Fact]
    public void Reading_that_was_cancelled_starts_nothing() => Assert.Throws<OperationCanceledException>(
        () => FfmpegProcess.Start("ffmpeg", "x", reads: false, ["-version"], new CancellationToken(canceled: true)));
}
