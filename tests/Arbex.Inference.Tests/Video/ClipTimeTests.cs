using System.Globalization;
using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Inference.Tests.Video;

public sealed class ClipTimeTests : IDisposable
{
    private const double Millisecond = 0.001;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clip.mp4", "-c:v", "libx264", "-bf", "2")]
    [InlineData("clip.mkv", "-c:v", "libx264")]
    [InlineData("clip.webm", "-c:v", "libvpx")]
    [InlineData("clip.mov", "-c:v", "mpeg4")]
    public void Times_of_a_clip_with_a_rate_that_varies_are_those_of_its_file(string name, params string[] codec)
    {
        var clip = _folder.At(name);
        MakeVarying(clip, codec);

        double[] times = [.. Frames(clip).Select(frame => frame.Seconds)];

        Assert.Equal(20, times.Length);
        AssertSame(Times(clip), times);
        Assert.Equal(10, times[^1], 0.01); // ten frames at 10 a second, then one a second
    }

    [Fact]
    public void Times_begin_where_the_file_begins()
    {
        var clip = _folder.At("clip.ts");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=size=64x48:duration=1:rate=25", clip);

        double[] times = [.. Frames(clip).Select(frame => frame.Seconds)];

        var file = Times(clip);
        Assert.True(file[0] > 0.1, "ffmpeg begins such files later than 0");
        AssertSame([.. file.Take(times.Length).Select(time => time - file[0])], times);
    }

    [Fact]
    public void A_drawn_clip_keeps_times_and_sound()
    {
        var (clip, drawn) = (_folder.At("clip.mp4"), _folder.At("drawn.mp4"));
        MakeVarying(clip, "-c:v", "libx264");
        var sounding = _folder.At("sounding.mp4");
        Ffmpeg.Run("-itsoffset", "0.25", "-i", clip, "-f", "lavfi", "-i", "sine=duration=12", "-c:v", "copy", "-c:a", "aac", sounding);
        var description = VideoReader.Describe(sounding, cancellation: Token);
        using (var writer = new VideoWriter(drawn, description, sounding))
        {
            foreach (var frame in Frames(sounding))
            {
                writer.Add(frame.Picture, frame.Seconds);
            }

            writer.Finish();
        }

        Assert.Equal(0.25, Times(drawn)[0], Millisecond);
        AssertSame(Times(sounding), Times(drawn));
        AssertSame(Times(sounding), [.. Frames(drawn).Select(frame => frame.Seconds)]);
        Assert.Equal(["video", "audio"], Ffmpeg.Probe(drawn, "stream=codec_type", stream: null));
    }

    [Fact]
    public void Frames_that_the_file_gives_no_time_come_one_after_the_other()
    {
        var clip = _folder.At("clip.h264");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=size=64x48:duration=1:rate=25", "-c:v", "libx264", "-bf", "0", clip);

        double[] times = [.. Frames(clip).Select(frame => frame.Seconds)];

        Assert.Equal(25, times.Length);
        AssertSame([.. Enumerable.Range(0, 25).Select(i => i / 25.0)], times);
    }

    [Fact]
    public void Frames_that_come_too_early_are_written_right_behind_the_one_before()
    {
        Ffmpeg.Run("-version");
        var drawn = _folder.At("drawn.mp4");
        using (var writer = new VideoWriter(drawn, new VideoDescription(64, 48, 10, null)))
        {
            foreach (var seconds in new[] { 0, 0.5, 0.5, 0.2, 1 })
            {
                writer.Add(new ImageBuffer(64, 48), seconds);
            }

            writer.Finish();
        }

        AssertSame([0, 0.5, 0.5, 0.5, 1], Times(drawn));
    }

    private static void MakeVarying(string path, params string[] codec) => Ffmpeg.Run(
    [
        "-f", "lavfi", "-i", "testsrc=size=64x48:duration=2:rate=10", "-vf", "settb=1/1000,setpts='if(lt(N,10),N*100,(N-9)*1000)'",
        .. FfmpegVersion.EveryFrame, "-enc_time_base", "1/1000", .. codec, "-pix_fmt", "yuv420p", path,
    ]);

    private static VideoFrame[] Frames(string clip) =>
        [.. VideoReader.Frames(clip, VideoReader.Describe(clip, cancellation: Token), cancellation: Token)];

    private static double[] Times(string clip) =>
    [
        .. Ffmpeg.Probe(clip, "frame=best_effort_timestamp_time").Where(line => char.IsAsciiDigit(line[0]))
            .Select(line => double.Parse(line.Split('|')[0], CultureInfo.InvariantCulture)),
    ];

    private static void AssertSame(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Millisecond));
    }
}
