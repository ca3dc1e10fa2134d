using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Inference.Tests.Video;

public sealed class DrawnClipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_clip_that_was_drawn_is_told_from_the_one_that_it_was_drawn_from()
    {
        var (own, drawn) = (_folder.At("own.mp4"), _folder.At("drawn.mp4"));
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=size=64x48:duration=1:rate=5", "-metadata", "comment=My holidays", own);
        Draw(drawn);

        Assert.False(DrawnClip.Is(own));
        Assert.True(DrawnClip.Is(drawn));
    }

    [Fact]
    public void The_comment_is_also_found_at_the_end_of_a_file()
    {
        var (drawn, copy) = (_folder.At("drawn.mp4"), _folder.At("copy.mp4"));
        Draw(drawn);
        Ffmpeg.Run("-i", drawn, "-c", "copy", copy); // writes the movie box behind the frames

        Assert.True(DrawnClip.Is(copy));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Expressions drawn by Arbex")]
    [InlineData("\0\0\0\u0001moov\0\0\0\0\0\0\0\u0008udta\0\0\0\u0001")]
    [InlineData("\0\0\0\u0007moov")]
    public void What_is_no_clip_was_not_drawn(string content)
    {
        var path = _folder.At("x.mp4");
        File.WriteAllText(path, content);

        Assert.False(DrawnClip.Is(path));
        Assert.False(DrawnClip.Is(_folder.At("missing.mp4")));
        Assert.False(DrawnClip.Is(_folder.FullName));
    }

    private static void Draw(string path)
    {
        Ffmpeg.Run("-version");
        using var writer = new VideoWriter(path, new VideoDescription(64, 48, 10, 1));
        writer.Add(new ImageBuffer(64, 48));
        writer.Finish();
    }
}
