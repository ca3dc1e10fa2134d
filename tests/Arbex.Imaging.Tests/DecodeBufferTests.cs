namespace Arbex.Imaging.Tests;

public sealed class DecodeBufferTests
{
    [Fact]
    public void Pictures_are_the_same_with_and_without_a_buffer()
    {
        var buffer = new DecodeBuffer();
        foreach (var file in Files())
        {
            var expected = ImageDecoder.Decode(file, "face");
            var actual = ImageDecoder.Decode(file, "face", buffer);
            Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
            Assert.Equal(expected.Pixels, actual.Pixels);
        }
    }

    [Fact]
    public void Repeated_calls_give_the_same_picture_whatever_was_decoded_before()
    {
        var buffer = new DecodeBuffer();
        var files = Files();
        var first = files.Select(file => (byte[])ImageDecoder.Decode(file, "face", buffer).Pixels.Clone()).ToArray();
        for (var i = files.Length - 1; i >= 0; i--)
        {
            Assert.Equal(first[i], ImageDecoder.Decode(files[i], "face", buffer).Pixels);
            Assert.Equal(first[i], ImageDecoder.Decode(files[i], "face", buffer).Pixels);
        }
    }

    [Fact]
    public void A_picture_without_a_buffer_stays_as_it_is()
    {
        var (one, other) = (TestImages.Noisy(9, 9, 1), TestImages.Noisy(9, 9, 2));
        var kept = ImageDecoder.Decode(ImageEncoder.EncodePng(one), "one");
        ImageDecoder.Decode(ImageEncoder.EncodePng(other), "other");
        Assert.Equal(one.Pixels, kept.Pixels);
    }

    [Fact]
    public void A_buffer_hands_out_its_picture_again()
    {
        var buffer = new DecodeBuffer();
        var (one, other) = (TestImages.Noisy(9, 9, 1), TestImages.Noisy(9, 9, 2));
        var first = ImageDecoder.Decode(ImageEncoder.EncodePng(one), "one", buffer);
        var second = ImageDecoder.Decode(ImageEncoder.EncodePng(other), "other", buffer);
        Assert.Same(first, second);
        Assert.Equal(other.Pixels, second.Pixels);
        Assert.NotSame(second, ImageDecoder.Decode(ImageEncoder.EncodePng(TestImages.Noisy(8, 9)), "small", buffer));
    }

    [Fact]
    public void An_error_leaves_the_buffer_usable()
    {
        var buffer = new DecodeBuffer();
        var png = ImageEncoder.EncodePng(TestImages.Noisy(30, 30));
        Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(png.AsMemory(..^30), "cut", buffer));
        Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(Array.Empty<byte>(), "empty", buffer));
        Assert.Equal(TestImages.Noisy(30, 30).Pixels, ImageDecoder.Decode(png, "whole", buffer).Pixels);
    }

    [Fact]
    public void Reading_equal_sizes_again_allocates_little()
    {
        using var folder = new TemporaryFolder();
        ImageEncoder.WritePng(TestImages.Noisy(200, 200), folder.File("face.png"));
        var buffer = new DecodeBuffer();
        ImageDecoder.Decode(folder.File("face.png"), buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            ImageDecoder.Decode(folder.File("face.png"), buffer);
        }

        // The picture alone has 120,000 bytes.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 10, 0, 4000);
    }

    [Fact]
    public void Many_threads_read_the_same_pictures()
    {
        var files = Files();
        var expected = files.Select(file => ImageDecoder.Decode(file, "face").Pixels).ToArray();
        Parallel.For(0, 200, i =>
            Assert.Equal(expected[i % files.Length], ImageDecoder.Decode(files[i % files.Length], "face").Pixels));
    }

    private static byte[][] Files()
    {
        var (small, large) = (TestImages.Noisy(24, 17), TestImages.Smooth(90, 61));
        var tiff = new TiffBuilder { Width = 24, Height = 17, SamplesPerPixel = 3, Photometric = 2, Compression = 8 };
        return
        [
            EncodedImages.Jpeg(large),
            ImageEncoder.EncodePng(small),
            EncodedImages.JpegWithOrientation(small, 6),
            EncodedImages.Gif,
            tiff.Build([.. small.Pixels.Select(value => (int)value)]),
            EncodedImages.Webp(large),
            EncodedImages.Bmp,
            PngBuilder.Build(2, 1, 8, 4, [[0, 0, 9, 255]]),
        ];
    }
}
