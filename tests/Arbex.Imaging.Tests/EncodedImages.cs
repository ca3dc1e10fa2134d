using SkiaSharp;

namespace Arbex.Imaging.Tests;

/// <summary>Contents of picture files for tests.</summary>
internal static class EncodedImages
{
    /// <summary>Two 1x1 frames: red, then blue.</summary>
    public static byte[] Gif =>
        Convert.FromHexString(
            "47494638396101000100800000" + "FF00000000FF"
            + "2C0000000001000100000202440100" + "2C00000000010001000002024C0100" + "3B");

    /// <summary>2x2, rows from bottom to top: red, green; blue, white.</summary>
    public static byte[] Bmp =>
        Convert.FromHexString(
            "424D4600000000000000360000002800000002000000020000000100180000000000"
            + "1000000000000000000000000000000000000000"
            + "FF0000FFFFFF0000" + "0000FF00FF000000");

    public static byte[] Jpeg(ImageBuffer image, int quality = 100)
    {
        using var bitmap = Bitmap(image);
        using var pixmap = bitmap.PeekPixels();
        var options = new SKJpegEncoderOptions(
            quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore);
        using var data = pixmap.Encode(options);
        return data!.ToArray();
    }

    /// <summary>A JPEG with one channel.</summary>
    public static byte[] GreyJpeg(ImageBuffer image)
    {
        using var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque);
        for (var i = 0; i < image.Width * image.Height; i++)
        {
            bitmap.GetPixelSpan()[i] = image.Pixels[i * 3];
        }

        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(new SKJpegEncoderOptions(100));
        return data!.ToArray();
    }

    /// <summary>A JPEG with an EXIF segment that holds an orientation only.</summary>
    public static byte[] JpegWithOrientation(ImageBuffer image, int orientation)
    {
        var jpeg = Jpeg(image);
        // APP1, length 34, "Exif", then a big-endian TIFF with one entry: tag 0x0112, a short, one value.
        var segment = Convert.FromHexString(
            "FFE10022" + "457869660000" + "4D4D002A00000008" + "0001" + $"01120003000000010{orientation:X3}0000"
            + "00000000");
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    public static byte[] Webp(ImageBuffer image)
    {
        using var bitmap = Bitmap(image);
        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50));
        return data!.ToArray();
    }

    private static SKBitmap Bitmap(ImageBuffer image)
    {
        var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < image.Width * image.Height; i++)
        {
            var pixel = image.Pixels.AsSpan(i * 3, 3);
            bitmap.SetPixel(i % image.Width, i / image.Width, new SKColor(pixel[0], pixel[1], pixel[2]));
        }

        return bitmap;
    }
}
