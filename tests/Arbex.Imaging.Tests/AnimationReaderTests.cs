namespace Arbex.Imaging.Tests;

public sealed class AnimationReaderTests : IDisposable
{
    /// <summary>One pixel, first black and after a fifth of a second white.</summary>
    private static readonly byte[] TwoFrames =
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        0x21, 0xF9, 4, 0, 20, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
        0x21, 0xF9, 4, 0, 20, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0,
        0x3B,
    ];

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".gif");

    [Fact]
    public void Frames_come_in_order_with_the_time_at_which_they_are_shown()
    {
        File.WriteAllBytes(_path, TwoFrames);
        Assert.Equal(2, AnimationReader.CountFrames(_path));
        Assert.Equal(0.4, AnimationReader.CountSeconds(_path), 6);
        var frames = AnimationReader.Frames(_path).ToArray();
        Assert.Equal([0, 0.2], frames.Select(frame => frame.Seconds));
        Assert.Equal([0, 0, 0], frames[0].Picture.Pixels);
        Assert.Equal([255, 255, 255], frames[1].Picture.Pixels);
    }

    [Fact]
    public void What_is_no_picture_has_one_frame_to_try_and_none_to_give()
    {
        File.WriteAllText(_path, "no picture");
        Assert.Equal(1, AnimationReader.CountFrames(_path));
        Assert.Equal(0, AnimationReader.CountSeconds(_path));
        Assert.Throws<ImageFormatException>(() => AnimationReader.Frames(_path).Any());
    }

    [Fact]
    public void Frames_that_are_too_large_are_refused_by_their_header()
    {
        File.WriteAllBytes(_path, [.. TwoFrames[..6], 0xFF, 0xFF, 0xFF, 0xFF, .. TwoFrames[10..]]);
        var refused = Assert.Throws<ImageFormatException>(
            () => AnimationReader.Frames(_path, new DecodeLimits { MaximumPixels = 1000 }).Any());
        Assert.Contains("1000", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);
}
