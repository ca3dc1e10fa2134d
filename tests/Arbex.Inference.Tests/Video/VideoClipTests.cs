using System.ComponentModel;
using System.Diagnostics;
using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Inference.Tests.Video;

public sealed class VideoClipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("setsar=64/45", 1024, 576)] // a wide DVD
    [InlineData("setsar=1/1", 720, 576)]
    [InlineData("setsar=900/1", 720, 576)] // says nonsense
    public void Frames_have_square_pixels(string filter, int width, int height)
    {
        var clip = _folder.At("clip.mp4");
        Ffmpeg("-f", "lavfi", "-i", "color=red:size=720x576:duration=0.2:rate=10", "-vf", filter, "-pix_fmt", "yuv420p", clip);

        var description = VideoReader.Describe(clip);
        Assert.Equal((width, height), (description.Width, description.Height));
        var frames = VideoReader.Frames(clip, description, cancellation: TestContext.Current.CancellationToken).ToArray();
        Assert.Equal(2, frames.Length);
        Assert.All(frames, frame => Assert.Equal((width, height), (frame.Picture.Width, frame.Picture.Height)));
    }

    [Theory]
    [InlineData("clip.avi")]
    [InlineData("clip.mov")]
    public void Frames_that_say_themselves_that_they_are_turned_are_not_squashed(string name)
    {
        byte[] turned =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        var (plain, pictures, clip) = (_folder.At("plain.mjpeg"), _folder.At("pictures.mjpeg"), _folder.At(name));
        Ffmpeg("-f", "lavfi", "-i", "testsrc=size=96x64:rate=5", "-frames:v", "1", "-pix_fmt", "yuvj420p", plain);
        var picture = File.ReadAllBytes(plain);
        picture = [.. picture[..2], .. turned, .. picture[2..]];
        File.WriteAllBytes(pictures, [.. picture, .. picture]);
        Ffmpeg("-f", "mjpeg", "-i", pictures, "-c", "copy", clip);

        var description = VideoReader.Describe(clip);

        Assert.Equal((64, 96), (description.Width, description.Height));
    }

    [Fact]
    public void A_clip_that_does_not_say_how_large_its_frames_are_is_refused_for_that()
    {
        const string Json = """{"streams":[{"width":0,"height":0,"avg_frame_rate":"10/1"}],"format":{}}""";

        var refused = Assert.Throws<VideoException>(() => VideoProbe.Read("clip.ts", Json, mostPixels: 100));

        Assert.StartsWith("'clip.ts' does not say how large its frames are. Expected ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, 720, "bt709")]
    [InlineData(320, 240, "smpte170m")]
    public void Colours_are_written_as_players_of_that_size_take_them_and_come_back(int width, int height, string space)
    {
        Ffmpeg("-version");
        var clip = _folder.At("clip.mp4");
        var description = new VideoDescription(width, height, 10, 2);
        byte[] colour = [200, 40, 40];
        using (var writer = new VideoWriter(clip, description))
        {
            var picture = new ImageBuffer(width, height);
            for (var i = 0; i < picture.Pixels.Length; i++)
            {
                picture.Pixels[i] = colour[i % 3];
            }

            writer.Add(picture);
            writer.Add(picture);
            writer.Finish();
        }

        Assert.Equal(space, Probe(clip, "color_space"));
        Assert.Equal("tv", Probe(clip, "color_range"));
        var frame = VideoReader.Frames(clip, VideoReader.Describe(clip), cancellation: TestContext.Current.CancellationToken).First().Picture;
        var middle = 3 * ((height / 2 * width) + (width / 2));
        Assert.All(Enumerable.Range(0, 3), c => Assert.InRange(frame.Pixels[middle + c], colour[c] - 4, colour[c] + 4));
    }

    private static void Ffmpeg(params string[] arguments) => Assert.True(Run("ffmpeg", ["-v", "error", .. arguments]) is not null);

    private static string? Probe(string clip, string entry) => Run("ffprobe",
        ["-v", "error", "-select_streams", "v:0", "-show_entries", $"stream={entry}", "-of", "csv=p=0", clip])?.Trim();

    private static string? Run(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed.");
            return null;
        }
    }
}
