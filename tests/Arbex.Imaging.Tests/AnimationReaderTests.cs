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

    [Fact]
    public void A_cut_animation_gives_what_can_be_read_and_says_so()
    {
        for (var length = TwoFrames.Length - 2; length > TwoFrames.Length - 24; length--)
        {
            File.WriteAllBytes(_path, TwoFrames[..length]);
            ClipDamage? damage = null;

            var frames = AnimationReader.Frames(_path, damaged: found => damage = found).ToArray();

            Assert.InRange(frames.Length, 1, 2);
            Assert.Contains("cut short", damage?.Message, StringComparison.Ordinal);
            var refused = Assert.Throws<ImageFormatException>(() => AnimationReader.Frames(_path).Count());
            Assert.Equal(damage!.Message, refused.Message);
        }
    }

    [Fact]
    public void A_picture_that_is_cut_within_its_second_frame_moves()
    {
        File.WriteAllBytes(_path, TwoFrames[..^6]);
        Assert.Equal(2, AnimationReader.CountFrames(_path));
    }

    [Fact]
    public void A_whole_animation_is_not_called_damaged()
    {
        File.WriteAllBytes(_path, TwoFrames);
        Assert.Equal(2, AnimationReader.Frames(_path, damaged: damage => Assert.Fail(damage.Message)).Count());
    }

    [Fact]
    public void An_animation_without_a_trailer_is_whole_where_its_last_frame_is()
    {
        File.WriteAllBytes(_path, TwoFrames[..^1]);
        Assert.Equal(2, AnimationReader.Frames(_path, damaged: damage => Assert.Fail(damage.Message)).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Each_frame_stands_the_way_up_that_was_noted(int noted)
    {
        File.WriteAllBytes(_path, SmallPictures.Webp(24, 17, noted));
        var frames = AnimationReader.Frames(_path).Select(frame => frame.Picture).ToArray();
        var stills = ((long[])[1, 2]).Select(seed => ImageDecoder.Decode(
            OrientedPictures.Webp(TestImages.Noisy(24, 17, seed), 8, "EXIF", OrientedPictures.Exif(noted)), "still")).ToArray();
        Assert.Equal(stills.Select(still => (still.Width, still.Height)), frames.Select(frame => (frame.Width, frame.Height)));
        Assert.Equal(stills.Select(still => still.Pixels), frames.Select(frame => frame.Pixels));
    }

    [Fact]
    public void Frames_that_are_too_many_for_their_size_are_refused_before_any_is_drawn()
    {
        byte[] frame = TwoFrames[19..^1][..(TwoFrames[19..^1].Length / 2)];
        File.WriteAllBytes(_path, [.. TwoFrames[..6], 10, 0, 10, 0, .. TwoFrames[10..19], .. Enumerable.Repeat(frame, 150).SelectMany(f => f), 0x3B]);
        Assert.Equal(150, AnimationReader.Frames(_path, new DecodeLimits { MaximumPixels = 150 }).Count());

        var refused = Assert.Throws<ImageFormatException>(
            () => AnimationReader.Frames(_path, new DecodeLimits { MaximumPixels = 100 }).Any());
        Assert.Contains("150 frames", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);
}
