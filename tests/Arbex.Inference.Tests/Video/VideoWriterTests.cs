using System.Diagnostics;
using Arbex.Files;
using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Inference.Tests.Video;

public sealed class VideoWriterTests : IDisposable
{
    private static readonly VideoDescription Small = new(320, 240, 10, null);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_but_a_file_with_a_temporary_name_is_there_until_the_end()
    {
        Ffmpeg.Run("-version");
        var path = _folder.At("clip.mp4");
        using (var writer = new VideoWriter(path, Small))
        {
            writer.Add(new ImageBuffer(320, 240));
            Assert.True(TemporaryName.Is(Assert.Single(_folder.Files())));
            writer.Finish();
        }

        Assert.Equal(["clip.mp4"], _folder.Files());
    }

    [Fact]
    public void A_clip_that_is_not_finished_leaves_nothing_and_keeps_what_was_there()
    {
        Ffmpeg.Run("-version");
        var path = _folder.At("clip.mp4");
        File.WriteAllText(path, "before");
        using (var writer = new VideoWriter(path, Small))
        {
            writer.Add(new ImageBuffer(320, 240));
        }

        Assert.Equal(["clip.mp4"], _folder.Files());
        Assert.Equal("before", File.ReadAllText(path));
    }

    [Fact]
    public void The_longest_name_that_a_file_can_have_is_written()
    {
        Ffmpeg.Run("-version");
        var path = _folder.At(new string('x', 251) + ".mp4");
        using var writer = new VideoWriter(path, Small);
        writer.Add(new ImageBuffer(320, 240));
        writer.Finish();

        Assert.True(DrawnClip.Is(path));
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_named()
    {
        File.WriteAllText(_folder.At("file"), "");
        var path = _folder.At("file", "clip.mp4");

        var refused = Assert.Throws<VideoException>(() => new VideoWriter(path, Small));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(40)]
    [InlineData(64)]
    public void A_full_disk_leaves_no_clip_under_its_name(int kilobytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "File systems in memory are Linux's.");
        Ffmpeg.Run("-version");
        var small = _folder.At("small");
        Directory.CreateDirectory(small);
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", small) == 0, "This user may not mount a file system in memory.");
        try
        {
            var path = Path.Combine(small, "clip.mp4");
            var refused = Assert.Throws<VideoException>(() =>
            {
                using var writer = new VideoWriter(path, Small);
                var random = new Random(1);
                var picture = new ImageBuffer(320, 240);
                for (var i = 0; i < 4; i++)
                {
                    random.NextBytes(picture.Pixels); // about 75 KB each, however well it is compressed
                    writer.Add(picture);
                }

                writer.Finish();
            });
            Assert.Contains(path, refused.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(small));
        }
        finally
        {
            Run("umount", small);
        }
    }

    [Fact]
    public void Frames_that_no_player_shows_are_scaled_down()
    {
        Assert.Equal((320, 240), VideoWriter.Written(Small));
        var (width, height) = VideoWriter.Written(new VideoDescription(10_000, 5_000, 10, null));
        Assert.InRange(width * height, VideoWriter.MostPixels * 0.99, VideoWriter.MostPixels);
        Assert.Equal(2, (double)width / height, 0.01);
        Assert.Equal(1, VideoWriter.Written(new VideoDescription(30_000_000, 1, 10, null)).Height);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
