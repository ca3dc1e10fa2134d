using System.Runtime.Intrinsics;

namespace Arbex.Imaging;

/// <summary>What becomes of the fourth channel of decoded pixels.</summary>
internal static class RgbaPixels
{
    private const int PixelBytes = 4;

    /// <summary>Copies RGBA to RGB.</summary>
    /// <param name="rgba">4 N bytes.</param>
    /// <param name="rgb">3 N bytes; overwritten.</param>
    public static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var (from, to) = (0, 0);
        if (Vector128.IsHardwareAccelerated)
        {
            // Four pixels make twelve bytes; the four bytes behind them are overwritten by the next step.
            var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
            for (; to <= rgb.Length - Vector128<byte>.Count; from += 4 * PixelBytes, to += 4 * ImageBuffer.Channels)
            {
                Vector128.Shuffle(Vector128.Create(rgba[from..]), order).CopyTo(rgb[to..]);
            }
        }

        for (; to < rgb.Length; from += PixelBytes, to += ImageBuffer.Channels)
        {
            rgba.Slice(from, ImageBuffer.Channels).CopyTo(rgb[to..]);
        }
    }

    /// <summary>Lays pixels over white, in place; afterwards the alpha means nothing.</summary>
    /// <param name="rgba">4 N bytes; colours are not multiplied by alpha.</param>
    public static void LayOverWhite(Span<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += PixelBytes)
        {
            int alpha = rgba[i + 3];
            if (alpha == 255)
            {
                continue;
            }

            var white = 255 * (255 - alpha);
            rgba[i] = (byte)(((rgba[i] * alpha) + white + 127) / 255);
            rgba[i + 1] = (byte)(((rgba[i + 1] * alpha) + white + 127) / 255);
            rgba[i + 2] = (byte)(((rgba[i + 2] * alpha) + white + 127) / 255);
        }
    }

    /// <summary>Lays pixels over white, in place, that are multiplied by alpha already.</summary>
    /// <param name="rgba">4 N bytes.</param>
    public static void LayMultipliedOverWhite(Span<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += PixelBytes)
        {
            var white = 255 - rgba[i + 3];
            rgba[i] = (byte)Math.Min(rgba[i] + white, 255);
            rgba[i + 1] = (byte)Math.Min(rgba[i + 1] + white, 255);
            rgba[i + 2] = (byte)Math.Min(rgba[i + 2] + white, 255);
        }
    }
}
