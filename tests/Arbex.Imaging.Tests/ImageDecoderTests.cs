using System.Text;

namespace Arbex.Imaging.Tests;

public sealed class ImageDecoderTests
{
    [Fact]
    public void A_jpeg_comes_back_nearly_unchanged()
    {
        var image = TestImages.Smooth(33, 17);
        Assert.InRange(TestImages.LargestDifference(image, Decode(EncodedImages.Jpeg(image))), 0, 4);
    }

    [Fact]
    public void A_lossless_webp_comes_back_unchanged()
    {
        var image = TestImages.Noisy(20, 30);
        Assert.Equal(image.Pixels, Decode(EncodedImages.Webp(image)).Pixels);
    }

    [Fact]
    public void A_gif_gives_its_first_frame() => Assert.Equal([255, 0, 0], Decode(EncodedImages.Gif).Pixels);

    [Fact]
    public void A_bmp_is_read_from_bottom_to_top() =>
        Assert.Equal([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255], Decode(EncodedImages.Bmp).Pixels);

    [Fact]
    public void A_grey_png_is_repeated_in_three_channels() =>
        Assert.Equal([7, 7, 7, 200, 200, 200], Decode(PngBuilder.Build(2, 1, 8, 0, [[7, 200]])).Pixels);

    [Fact]
    public void A_png_with_grey_and_alpha_is_laid_over_white() =>
        Assert.Equal([255, 255, 255, 9, 9, 9], Decode(PngBuilder.Build(2, 1, 8, 4, [[0, 0, 9, 255]])).Pixels);

    [Fact]
    public void A_palette_png_with_a_transparent_colour_is_laid_over_white() =>
        Assert.Equal(
            [10, 20, 30, 255, 255, 255],
            Decode(PngBuilder.Build(2, 1, 8, 3, [[1, 0]], palette: [1, 2, 3, 10, 20, 30], alpha: [0])).Pixels);

    [Fact]
    public void A_half_transparent_pixel_is_mixed_with_white() =>
        Assert.Equal(
            [255, 127, 127], Decode(PngBuilder.Build(1, 1, 8, 6, [[255, 0, 0, 128]])).Pixels);

    [Fact]
    public void A_png_of_16_bits_keeps_the_upper_8() =>
        Assert.Equal(
            [10, 100, 250],
            Decode(PngBuilder.Build(1, 1, 16, 2, [[10, 10, 100, 100, 250, 250]])).Pixels);

    [Theory]
    [InlineData(1, "RGBW")]
    [InlineData(2, "GRWB")]
    [InlineData(3, "WBGR")]
    [InlineData(4, "BWRG")]
    [InlineData(5, "RBGW")]
    [InlineData(6, "BRWG")]
    [InlineData(7, "WGBR")]
    [InlineData(8, "GWRB")]
    public void The_exif_orientation_is_applied(int orientation, string corners)
    {
        var stored = TestImages.Make(48, 32, (x, y) => (x < 24, y < 16) switch
        {
            (true, true) => (255, 0, 0),
            (false, true) => (0, 255, 0),
            (true, false) => (0, 0, 255),
            _ => (255, 255, 255),
        });
        var image = Decode(EncodedImages.JpegWithOrientation(stored, orientation));
        Assert.Equal(orientation < 5 ? (48, 32) : (32, 48), (image.Width, image.Height));
        var (right, bottom) = (image.Width - 1, image.Height - 1);
        var (upper, lower) = ($"{Name(image, 0, 0)}{Name(image, right, 0)}",
            $"{Name(image, 0, bottom)}{Name(image, right, bottom)}");
        Assert.Equal(corners, upper + lower);
    }

    [Fact]
    public void A_file_is_read_like_its_bytes()
    {
        using var folder = new TemporaryFolder();
        var image = TestImages.Noisy(6, 5);
        File.WriteAllBytes(folder.File("face.png"), ImageEncoder.EncodePng(image));
        Assert.Equal(image.Pixels, ImageDecoder.Decode(folder.File("face.png")).Pixels);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(() => ImageDecoder.Decode(folder.File("missing.png")), "missing.png", "does not exist");
        AssertRefused(() => ImageDecoder.Decode(folder.File("no/folder.png")), "folder.png", "does not exist");
    }

    [Fact]
    public void A_folder_is_no_picture()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(() => ImageDecoder.Decode(folder.FullName), folder.FullName, "cannot be opened");
    }

    [Fact]
    public void An_empty_file_is_refused() => AssertRefused(() => Decode([]), "upload", "is empty");

    [Fact]
    public void A_text_is_no_picture() =>
        AssertRefused(() => Decode(Encoding.UTF8.GetBytes("label,path\n1,a.png\n")), "upload", "not a picture");

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void A_truncated_file_is_refused(string format)
    {
        var image = TestImages.Noisy(64, 64);
        var whole = format switch
        {
            "jpeg" => EncodedImages.Jpeg(image),
            "png" => ImageEncoder.EncodePng(image),
            "webp" => EncodedImages.Webp(image),
            _ => EncodedImages.Bmp,
        };
        AssertRefused(() => Decode(whole[..(whole.Length * 9 / 10)]), "upload", "again");
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    [InlineData("bmp")]
    public void A_file_cut_anywhere_is_read_or_refused_but_never_crashes(string format)
    {
        var image = TestImages.Noisy(12, 9);
        var whole = format switch
        {
            "jpeg" => EncodedImages.Jpeg(image),
            "png" => ImageEncoder.EncodePng(image),
            "webp" => EncodedImages.Webp(image),
            "gif" => EncodedImages.Gif,
            _ => EncodedImages.Bmp,
        };
        for (var length = 0; length < whole.Length; length++)
        {
            var error = Record.Exception(() => Decode(whole[..length]));
            Assert.True(error is null or ImageFormatException, $"{length} bytes: {error}");
        }
    }

    [Fact]
    public void A_header_that_claims_a_huge_picture_is_refused_before_memory_is_taken()
    {
        var bomb = PngBuilder.Build(60000, 60000, 8, 2, [[0, 0, 0]]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(() => Decode(bomb), "upload", "60000x60000", "100000000");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void The_limit_of_pixels_is_inclusive()
    {
        var png = ImageEncoder.EncodePng(new ImageBuffer(10, 10));
        Assert.Equal(10, Decode(png, new DecodeLimits { MaximumPixels = 100 }).Width);
        AssertRefused(() => Decode(png, new DecodeLimits { MaximumPixels = 99 }), "10x10 = 100 pixels", "at most 99");
    }

    [Fact]
    public void A_limit_out_of_range_is_refused() =>
        Assert.Throws<ArbexException>(() => new DecodeLimits { MaximumPixels = 0 }.Validated());

    private static ImageBuffer Decode(byte[] bytes, DecodeLimits? limits = null) =>
        ImageDecoder.Decode(bytes, "upload", limits);

    private static char Name(ImageBuffer image, int x, int y)
    {
        var pixel = image.Pixels.AsSpan(((y * image.Width) + x) * 3, 3);
        return (pixel[0] > 127, pixel[1] > 127, pixel[2] > 127) switch
        {
            (true, true, true) => 'W',
            (true, _, _) => 'R',
            (_, true, _) => 'G',
            _ => 'B',
        };
    }

    private static void AssertRefused(Action action, params string[] parts)
    {
        var error = Assert.Throws<ImageFormatException>(action);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
