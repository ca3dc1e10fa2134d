namespace Arbex.Imaging.Tests;

/// <summary>Colours that must come out right, whatever the file stores.</summary>
public sealed class ImageDecoderColourTests
{
    // Four flat quadrants of ink: magenta and yellow, cyan and yellow, cyan and magenta, half black.
    // The base64 comes from this Python script (Pillow 9.4.0, libjpeg-turbo):
    //     from PIL import Image
    //     import base64, io
    //     quadrants = [(0, 255, 255, 0), (255, 0, 255, 0), (255, 255, 0, 0), (0, 0, 0, 128)]
    //     ink, light = Image.new("CMYK", (32, 32)), Image.new("RGB", (32, 32))
    //     for i, (c, m, y, k) in enumerate(quadrants):
    //         x, top = 16 * (i % 2), 16 * (i // 2)
    //         ink.paste((c, m, y, k), (x, top, x + 16, top + 16))
    //         light.paste((c, m, y), (x, top, x + 16, top + 16))
    //     def save(image):
    //         file = io.BytesIO()
    //         image.save(file, "JPEG", quality=95, optimize=True)
    //         return bytearray(file.getvalue())
    //     print(base64.b64encode(save(ink)).decode())
    //     invert = lambda channel: channel.point(lambda value: 255 - value)
    //     luma, blue, red = light.convert("YCbCr").split()
    //     file = save(Image.merge("CMYK", [*map(invert, (luma, blue, red)), ink.split()[3]]))
    //     file[file.index(b"Adobe") + 11] = 2  # the transform: YCCK
    //     print(base64.b64encode(file).decode())
    // Pillow stores CMYK inverted, as Adobe does.
    private const string Cmyk =
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkK"
        + "CgoKCgYICwwLCgwJCgoK/8AAFAgAIAAgBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAKCf/EABQQAQAAAAAA"
        + "AAAAAAAAAAAAAAD/2gAOBEMATQBZAEsAAD8A38T/AKf9v4AIA1/gAC/xAGAAgDX+AACANf4AC/xf4J/wBAGgDFAAAv8AF/gn"
        + "/AH/2Q==";

    private const string Ycck =
        "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkK"
        + "CgoKCgYICwwLCgwJCgoK/8AAFAgAIAAgBEMRAE0RAFkRAEsRAP/EABgAAQEBAQEAAAAAAAAAAAAAAAAKCQgH/8QAFBABAAAA"
        + "AAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwDsh1Yn/b+ADNt1IuoABpI5bQrgAzbdSLqAAbwIr2U4AIe1ADy9P+ALhE/7"
        + "1BQAAIe1ADy9P+AP/9k=";

    [Theory]
    [InlineData(Cmyk)]
    [InlineData(Ycck)]
    public void Ink_in_a_jpeg_is_turned_into_light(string file)
    {
        var image = ImageDecoder.Decode(Convert.FromBase64String(file), "upload");
        AssertNear((255, 0, 0), image, 8, 8);
        AssertNear((0, 255, 0), image, 24, 8);
        AssertNear((0, 0, 255), image, 8, 24);
        AssertNear((127, 127, 127), image, 24, 24);
    }

    [Fact]
    public void A_grey_jpeg_is_repeated_in_three_channels()
    {
        var image = ImageDecoder.Decode(
            EncodedImages.GreyJpeg(TestImages.Make(32, 8, (x, _) => (x * 8, x * 8, x * 8))), "upload");
        for (var x = 0; x < 32; x++)
        {
            var pixel = image.Pixels.AsSpan(x * 3, 3);
            Assert.InRange(pixel[0], Math.Max(0, (x * 8) - 4), (x * 8) + 4);
            Assert.Equal((pixel[0], pixel[0]), (pixel[1], pixel[2]));
        }
    }

    [Theory]
    [InlineData(1, new byte[] { 0b0100_0000 }, new byte[] { 0, 0, 0, 255, 255, 255, 0, 0, 0 })]
    [InlineData(2, new byte[] { 0b0001_1000 }, new byte[] { 0, 0, 0, 85, 85, 85, 170, 170, 170 })]
    [InlineData(4, new byte[] { 0x0F, 0x30 }, new byte[] { 0, 0, 0, 255, 255, 255, 51, 51, 51 })]
    public void A_grey_png_of_few_bits_is_spread_over_the_range(int bits, byte[] row, byte[] expected) =>
        Assert.Equal(expected, ImageDecoder.Decode(PngBuilder.Build(3, 1, bits, 0, [row]), "upload").Pixels);

    [Fact]
    public void A_palette_png_of_four_bits_is_looked_up() =>
        Assert.Equal(
            [10, 20, 30, 1, 2, 3],
            ImageDecoder.Decode(
                PngBuilder.Build(2, 1, 4, 3, [[0x10]], palette: [1, 2, 3, 10, 20, 30]), "upload").Pixels);

    [Fact]
    public void Of_16_bits_in_a_png_the_upper_8_count()
    {
        // Lower bytes on either side of the half.
        Assert.Equal(
            [10, 10, 10, 200, 200, 200],
            ImageDecoder.Decode(PngBuilder.Build(2, 1, 16, 0, [[10, 20, 200, 140]]), "upload").Pixels);
        Assert.Equal(
            [10, 100, 250],
            ImageDecoder.Decode(PngBuilder.Build(1, 1, 16, 2, [[10, 1, 100, 77, 250, 250]]), "upload").Pixels);
    }

    [Fact]
    public void Alpha_of_16_bits_in_a_png_is_laid_over_white() =>
        Assert.Equal(
            [255, 255, 255, 9, 8, 7],
            ImageDecoder.Decode(
                PngBuilder.Build(
                    2, 1, 16, 6, [[50, 50, 60, 60, 70, 70, 0, 0, 9, 9, 8, 8, 7, 7, 255, 255]]), "upload").Pixels);

    private static void AssertNear((int Red, int Green, int Blue) expected, ImageBuffer image, int x, int y)
    {
        var pixel = image.Pixels.AsSpan(((y * image.Width) + x) * 3, 3);
        var message = $"({pixel[0]}, {pixel[1]}, {pixel[2]}) instead of {expected} at ({x}, {y})";
        Assert.True(Math.Abs(pixel[0] - expected.Red) <= 3, message);
        Assert.True(Math.Abs(pixel[1] - expected.Green) <= 3, message);
        Assert.True(Math.Abs(pixel[2] - expected.Blue) <= 3, message);
    }
}
