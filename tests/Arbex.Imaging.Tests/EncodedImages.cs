using SkiaSharp;

namespace Arbex.Imaging.Tests;

/// <summary>Contents of picture files for tests.</summary>
internal static class EncodedImages
{
    private const string Progressive =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO"
        + "UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
        + "T09PT09PT0//wgARCAARABgDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAQFA//EABgBAAIDAAAAAAAAAAAAAAAAAAMF"
        + "AQQG/9oADAMBAAIQAxAAAAHGpuqgULXFZ8airnKQVn//xAAWEAEBAQAAAAAAAAAAAAAAAAAAAgP/2gAIAQEAAQUCnNOac05pzTml"
        + "KX//xAAZEQACAwEAAAAAAAAAAAAAAAAAAgMEITH/2gAIAQMBAT8BhsiWcIROH//EABcRAAMBAAAAAAAAAAAAAAAAAAABAhD/2gAI"
        + "AQIBAT8BVConP//EABQQAQAAAAAAAAAAAAAAAAAAADD/2gAIAQEABj8CH//EABYQAQEBAAAAAAAAAAAAAAAAAGEAIP/aAAgBAQAB"
        + "PyEIIIIIMD//2gAMAwEAAgADAAAAEGTYPv/EABcRAAMBAAAAAAAAAAAAAAAAAAAQUWH/2gAIAQMBAT8Q2KHP/8QAGBEAAgMAAAAA"
        + "AAAAAAAAAAAAAAEQITH/2gAIAQIBAT8QOmCw/8QAFhABAQEAAAAAAAAAAAAAAAAAADFB/9oACAEBAAE/EIkSJEiRMMMP/9k=";

    private const string Restarts =
        "/9j//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAg+Pkk+SVVVVVVVVWRdZGhoaGRkZGRoaGhwcHCDg4NwcHBoaHBwfHyDg4+Tj4eHg4eT"
        + "k5ubm7q6srLZ2eD/////3QAEAAH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsBAAMBAQEBAQEBAQEAAAAAAAABAgME"
        + "BQYHCAkKCxAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0"
        + "NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLD"
        + "xMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6EQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgU"
        + "QpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeI"
        + "iYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/wAARCABAABAD"
        + "ASIAAhEAAxEA/9oADAMBAAIRAxEAPwDyJa9AWuPWvQFoA//X4Ja9AWuPWvQFoA//0MJa9AWuPWvQFoA//9F616AtcetegLQB/9L/"
        + "2Q==";

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

    /// <summary>24 x 17 pixels in ten scans, written by Pillow 9.4.0 (quality 60).</summary>
    public static byte[] ProgressiveJpeg => Convert.FromBase64String(Progressive);

    /// <summary>16 x 64 pixels with restart markers between its rows, written by ffmpeg 5.1 (mjpeg with slices).</summary>
    public static byte[] RestartedJpeg => Convert.FromBase64String(Restarts);

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
