using System.Globalization;
using System.Runtime.InteropServices;
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

    [Theory]
    [InlineData("late picture.ts", 1)]
    [InlineData("late picture.mpg", 1)]
    [InlineData("late picture.ogv", 1)]
    [InlineData("late picture.mp4", 1)]
    [InlineData("late picture.flv", 1)]
    [InlineData("late sound.ts", -1)]
    [InlineData("late sound.mpg", -1)]
    [InlineData("late sound.ogv", -1)]
    [InlineData("late sound.mp4", -1)]
    [InlineData("late sound.flv", -1)]
    public void Picture_and_sound_of_a_drawn_clip_keep_their_distance(string name, double pictureBehindSound)
    {
        var (clip, drawn) = (_folder.At(name), _folder.At("drawn.mp4"));
        Ffmpeg.Run(
        [
            "-itsoffset", pictureBehindSound > 0 ? "1" : "0", "-f", "lavfi", "-i", "testsrc=size=64x48:duration=2:rate=25",
            "-itsoffset", pictureBehindSound < 0 ? "1" : "0", "-f", "lavfi", "-i", "sine=duration=4:sample_rate=44100",
            "-map", "0:v", "-map", "1:a", .. FfmpegVersion.EveryFrame, clip,
        ]);
        var description = VideoReader.Describe(clip, cancellation: Token);
        var frames = Frames(clip);
        using (var writer = new VideoWriter(drawn, description, clip))
        {
            foreach (var frame in frames)
            {
                writer.Add(frame.Picture, frame.Seconds);
            }

            writer.Finish();
        }

        const double FrameOfSound = 0.03;
        Assert.Equal(Math.Max(0, pictureBehindSound), frames[0].Seconds, FrameOfSound);
        Assert.Equal(frames[0].Seconds, Times(drawn)[0], Millisecond);
        Assert.Equal(pictureBehindSound, Times(drawn)[0] - SoundBegins(drawn), FrameOfSound);
    }

    [Fact]
    public void A_clock_that_jumps_within_a_clip_is_followed()
    {
        var (half, clip) = (_folder.At("half.ts"), _folder.At("clip.ts"));
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=size=64x48:duration=1:rate=10", "-c:v", "libx264", "-bf", "0", half);
        File.WriteAllBytes(clip, [.. File.ReadAllBytes(half), .. File.ReadAllBytes(half)]);

        var frames = VideoReader.Frames(clip, VideoReader.Describe(clip, cancellation: Token), _ => { }, Token);

        AssertSame([.. Enumerable.Range(0, 20).Select(i => i / 10.0)], [.. frames.Select(frame => frame.Seconds)]);
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

    /// <summary>When the first sound can be heard.</summary>
    private double SoundBegins(string clip)
    {
        const int Rate = 8000;
        const int Loud = 1000;
        var sound = _folder.At("sound.raw");
        Ffmpeg.Run(
            "-i", clip, "-map", "0:a:0", "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", $"{Rate}", "-f", "s16le", sound);
        var samples = MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(sound));
        var silent = 0;
        while (Math.Abs((int)samples[silent]) < Loud)
        {
            silent++;
        }

        return silent / (double)Rate;
    }

    private static void AssertSame(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Millisecond));
    }
}
