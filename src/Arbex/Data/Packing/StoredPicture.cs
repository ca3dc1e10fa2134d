using System.Runtime.Intrinsics;
using Arbex.Imaging;

namespace Arbex.Data.Packing;

/// <summary>Pixels as they are kept: one channel where red, green and blue are equal everywhere, else three.</summary>
internal static class StoredPicture
{
    /// <summary>Which of sixteen grey pixels each byte of their 48 is.</summary>
    private static readonly Vector128<byte> FirstThird =
        Vector128.Create((byte)0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5);

    private static readonly Vector128<byte> SecondThird =
        Vector128.Create((byte)5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10);

    private static readonly Vector128<byte> LastThird =
        Vector128.Create((byte)10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15);

    /// <summary>Shrinks a picture whose longer side is above the limit; its shape stays.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="side">The most pixels on its longer side; 0 for no limit.</param>
    public static ImageBuffer Shrunk(ImageBuffer image, int side)
    {
        var longer = Math.Max(image.Width, image.Height);
        return side == 0 || longer <= side
            ? image
            : ImageResizer.Resize(image, Scaled(image.Width), Scaled(image.Height));

        int Scaled(int pixels) => (int)Math.Max(1, ((2L * pixels * side) + longer) / (2L * longer));
    }

    /// <summary>The one channel of a grey picture.</summary>
    public static byte[] ToGrey(ReadOnlySpan<byte> pixels)
    {
        var grey = new byte[pixels.Length / ImageBuffer.Channels];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = pixels[i * ImageBuffer.Channels];
        }

        return grey;
    }

    /// <summary>Repeats a grey picture in three channels, sixteen pixels at a time.</summary>
    public static ImageBuffer FromGrey(int width, int height, ReadOnlySpan<byte> grey)
    {
        var image = new ImageBuffer(width, height);
        var pixels = image.Pixels.AsSpan();
        var (i, at) = (0, 0);
        for (; i <= grey.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var values = Vector128.Create(grey[i..]);
            Vector128.Shuffle(values, FirstThird).CopyTo(pixels[at..]);
            Vector128.Shuffle(values, SecondThird).CopyTo(pixels[(at + Vector128<byte>.Count)..]);
            Vector128.Shuffle(values, LastThird).CopyTo(pixels[(at + (2 * Vector128<byte>.Count))..]);
            at += ImageBuffer.Channels * Vector128<byte>.Count;
        }

        for (; i < grey.Length; i++)
        {
            pixels[at++] = grey[i];
            pixels[at++] = grey[i];
            pixels[at++] = grey[i];
        }

        return image;
    }
}
