namespace Arbex.Imaging.Tests;

/// <summary>A picture file that ends too early is refused, whatever its decoder says.</summary>
public sealed class PictureEndTests
{
    public static TheoryData<string> Kinds => [.. Whole.Keys];

    private static Dictionary<string, byte[]> Whole
    {
        get
        {
            var image = TestImages.Noisy(24, 17);
            return new(StringComparer.Ordinal)
            {
                ["jpeg"] = EncodedImages.Jpeg(image, 60),
                ["jpeg grey"] = EncodedImages.GreyJpeg(image),
                ["jpeg progressive"] = EncodedImages.ProgressiveJpeg,
                ["jpeg with restarts"] = EncodedImages.RestartedJpeg,
                ["jpeg with a thumbnail"] = OrientedPictures.Jpeg(image, [.. "Exif\0\0"u8, .. EncodedImages.Jpeg(image, 30)]),
                ["png"] = ImageEncoder.EncodePng(image),
                ["png noted"] = OrientedPictures.All["png eXIf behind pixels"](image, 6),
                ["webp"] = EncodedImages.Webp(image),
                ["webp noted"] = OrientedPictures.All["webp exif little"](image, 6),
                ["gif"] = EncodedImages.Gif,
                ["gif moving"] = SmallPictures.Gif(24, 17, frames: 3, everyOtherPasses: true),
                ["bmp"] = EncodedImages.Bmp,
            };
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_cut_anywhere_is_refused(string kind)
    {
        var whole = Whole[kind];
        var expected = ImageDecoder.Decode(whole, kind).Pixels;
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = length;
            if (whole.AsSpan().StartsWith("GIF"u8) && whole.AsSpan(0, cut) is [.., 2, 2, _, 1, 0])
            {
                // A frame ends here, and many programs leave out the trailer behind the last one.
                Assert.Equal(expected, ImageDecoder.Decode(whole.AsMemory(0, cut), kind).Pixels);
                continue;
            }

            Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(whole.AsMemory(0, cut), kind));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_follows_a_picture_does_not_matter(string kind)
    {
        var whole = Whole[kind];
        var expected = ImageDecoder.Decode(whole, kind).Pixels;
        foreach (var tail in (byte[][])[new byte[100], [0xFF, 0xDA, 0xFF], EncodedImages.Jpeg(TestImages.Noisy(8, 8)), whole])
        {
            Assert.Equal(expected, ImageDecoder.Decode((byte[])[.. whole, .. tail], kind).Pixels);
        }
    }

    [Fact]
    public void Fill_bytes_and_stray_bytes_between_markers_are_passed_over()
    {
        var whole = EncodedImages.ProgressiveJpeg;
        var expected = ImageDecoder.Decode(whole, "whole").Pixels;
        byte[] filled = [0xFF, 0xD8, 0xFF, 0xFF, 0xFF, .. whole[2..^2], 0xFF, 0xFF, 0xFF, 0xD9];
        byte[] stray = [0xFF, 0xD8, .. OrientedPictures.Segment(0xFE, [1]), 0, 0, 0, .. whole[2..]];
        Assert.Equal(expected, ImageDecoder.Decode(filled, "filled").Pixels);
        Assert.Equal(expected, ImageDecoder.Decode(stray, "stray").Pixels);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("jpeg progressive")]
    public void A_photo_whose_end_marker_was_overwritten_is_refused(string kind)
    {
        byte[] padded = [.. Whole[kind][..^2], .. new byte[64]];
        var refused = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(padded, kind));
        Assert.Contains("ends too early", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("jpeg grey")]
    [InlineData("jpeg progressive")]
    public void A_photo_that_is_cut_with_another_behind_it_is_refused(string kind)
    {
        var whole = Whole[kind];
        foreach (var length in (int[])[whole.Length / 2, whole.Length * 9 / 10, whole.Length - 2])
        {
            byte[] joined = [.. whole[..length], .. EncodedImages.Jpeg(TestImages.Noisy(24, 17))];
            Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(joined, kind));
        }
    }

    [Fact]
    public void A_photo_that_lacks_a_part_between_restart_markers_is_refused()
    {
        var whole = EncodedImages.RestartedJpeg;
        var first = whole.AsSpan().IndexOf<byte>([0xFF, 0xD0]);
        var second = whole.AsSpan().IndexOf<byte>([0xFF, 0xD1]);
        Assert.True(first > 0 && second > first);
        byte[] lacking = [.. whole[..first], .. whole[second..]];
        var refused = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(lacking, "lacking"));
        Assert.Contains("lacks a part", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Photos_that_are_stored_one_behind_the_other_are_whole()
    {
        var whole = EncodedImages.RestartedJpeg;
        byte[] several = [.. whole, .. Whole["jpeg with a thumbnail"], .. EncodedImages.ProgressiveJpeg];
        Assert.Equal(ImageDecoder.Decode(whole, "one").Pixels, ImageDecoder.Decode(several, "several").Pixels);
    }

    [Fact]
    public void Only_scans_of_the_photo_itself_are_counted()
    {
        var image = TestImages.Smooth(16, 16);
        byte[] manyScans = [.. Enumerable.Repeat<byte[]>([0xFF, 0xDA], 20_000).SelectMany(bytes => bytes)];
        var expected = ImageDecoder.Decode(EncodedImages.Jpeg(image), "plain").Pixels;
        Assert.Equal(expected, ImageDecoder.Decode(OrientedPictures.Jpeg(image, manyScans), "in a segment").Pixels);
        Assert.Equal(expected, ImageDecoder.Decode((byte[])[.. EncodedImages.Jpeg(image), .. manyScans], "behind the end").Pixels);
    }
}
