using System.Runtime.InteropServices;
using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Carries pixels to SkiaSharp and back.</summary>
internal static class SkiaPixels
{
    /// <summary>Copies a picture into an opaque bitmap.</summary>
    /// <param name="image">Any picture.</param>
    /// <returns>To be disposed by the caller.</returns>
    public static SKBitmap ToBitmap(ImageBuffer image)
    {
        var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var target = bitmap.GetPixelSpan();
        var source = image.Pixels.AsSpan();
        for (int from = 0, to = 0; from < source.Length; from += ImageBuffer.Channels, to += 4)
        {
            source.Slice(from, ImageBuffer.Channels).CopyTo(target[to..]);
            target[to + 3] = 255;
        }

        return bitmap;
    }

    /// <summary>Copies an opaque RGBA bitmap into a picture.</summary>
    /// <param name="bitmap">Rgba8888 without padding.</param>
    public static ImageBuffer ToImage(SKBitmap bitmap)
    {
        var image = new ImageBuffer(bitmap.Width, bitmap.Height);
        var pixels = MemoryMarshal.AsBytes(bitmap.GetPixelSpan());
        for (int from = 0, to = 0; to < image.Pixels.Length; from += 4, to += ImageBuffer.Channels)
        {
            pixels.Slice(from, ImageBuffer.Channels).CopyTo(image.Pixels.AsSpan(to));
        }

        return image;
    }
}
