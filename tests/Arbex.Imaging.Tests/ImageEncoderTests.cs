using CsCheck;

namespace Arbex.Imaging.Tests;

public sealed class ImageEncoderTests
{
    [Fact]
    public void A_png_comes_back_unchanged() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Long).Sample((width, height, seed) =>
        {
            var image = TestImages.Noisy(width, height, seed);
            var read = ImageDecoder.Decode(ImageEncoder.EncodePng(image), "round trip");
            Assert.Equal((width, height), (read.Width, read.Height));
            Assert.Equal(image.Pixels, read.Pixels);
        });

    [Fact]
    public void Writing_replaces_the_file_and_leaves_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("face.png");
        ImageEncoder.WritePng(new ImageBuffer(3, 3), path);
        ImageEncoder.WritePng(TestImages.Noisy(4, 4), path);
        Assert.Equal(TestImages.Noisy(4, 4).Pixels, ImageDecoder.Decode(path).Pixels);
        Assert.Equal([path], Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void Writing_into_a_missing_folder_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("missing/face.png");
        var error = Assert.Throws<ArbexException>(() => ImageEncoder.WritePng(new ImageBuffer(1, 1), path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
