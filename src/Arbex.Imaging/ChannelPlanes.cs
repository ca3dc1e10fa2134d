using System.Numerics;
using System.Runtime.Intrinsics;

namespace Arbex.Imaging;

/// <summary>Takes the channels of RGB bytes apart and turns them into floats.</summary>
internal static class ChannelPlanes
{
    private const int Block = 16;
    private const byte No = 255; // a shuffle gives zero for it

    /// <summary>Sorts pixels by channel.</summary>
    /// <param name="pixels">N pixels, 3 N bytes.</param>
    /// <param name="planes">3 N bytes: N red, N green, N blue.</param>
    public static void Split(ReadOnlySpan<byte> pixels, Span<byte> planes)
    {
        var count = pixels.Length / ImageBuffer.Channels;
        var reds = planes[..count];
        var greens = planes.Slice(count, count);
        var blues = planes.Slice(2 * count, count);
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - Block; i += Block)
            {
                SplitBlock(pixels.Slice(i * ImageBuffer.Channels, 3 * Block), reds[i..], greens[i..], blues[i..]);
            }
        }

        for (; i < count; i++)
        {
            var pixel = pixels.Slice(i * ImageBuffer.Channels, ImageBuffer.Channels);
            (reds[i], greens[i], blues[i]) = (pixel[0], pixel[1], pixel[2]);
        }
    }

    /// <summary>Takes the first channel alone.</summary>
    /// <param name="pixels">N pixels, 3 N bytes.</param>
    /// <param name="reds">N bytes.</param>
    public static void TakeFirst(ReadOnlySpan<byte> pixels, Span<byte> reds)
    {
        var (count, i) = (pixels.Length / ImageBuffer.Channels, 0);
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - Block; i += Block)
            {
                RedsOf(pixels.Slice(i * ImageBuffer.Channels, 3 * Block)).CopyTo(reds[i..]);
            }
        }

        for (; i < count; i++)
        {
            reds[i] = pixels[i * ImageBuffer.Channels];
        }
    }

    /// <summary>Whether red, green and blue are the same in every pixel.</summary>
    /// <param name="pixels">Whole pixels.</param>
    public static bool AreEqual(ReadOnlySpan<byte> pixels)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // Neighbouring bytes are compared, except blue with the next pixel's red: every third byte of 48.
            var first = Vector128.Create((byte)255, 255, 0, 255, 255, 0, 255, 255, 0, 255, 255, 0, 255, 255, 0, 255);
            var second = Vector128.Create((byte)255, 0, 255, 255, 0, 255, 255, 0, 255, 255, 0, 255, 255, 0, 255, 255);
            var third = Vector128.Create((byte)0, 255, 255, 0, 255, 255, 0, 255, 255, 0, 255, 255, 0, 255, 255, 0);
            for (; i < pixels.Length - (3 * Block); i += 3 * Block)
            {
                var different = (Steps(pixels[i..]) & first) | (Steps(pixels[(i + Block)..]) & second)
                    | (Steps(pixels[(i + (2 * Block))..]) & third);
                if (different != Vector128<byte>.Zero)
                {
                    return false;
                }
            }
        }

        for (; i < pixels.Length; i += ImageBuffer.Channels)
        {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes floats in [0, 255] of bytes.</summary>
    /// <param name="levels">Any bytes.</param>
    /// <param name="values">As many floats; overwritten.</param>
    public static void Widen(ReadOnlySpan<byte> levels, Span<float> values)
    {
        var (i, step) = (0, Vector<float>.Count);
        for (; i <= levels.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(levels[i..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            Vector.ConvertToSingle(Vector.AsVectorInt32(first)).CopyTo(values[i..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(second)).CopyTo(values[(i + step)..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(third)).CopyTo(values[(i + (2 * step))..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(fourth)).CopyTo(values[(i + (3 * step))..]);
        }

        for (; i < levels.Length; i++)
        {
            values[i] = levels[i];
        }
    }

    private static Vector128<byte> Steps(ReadOnlySpan<byte> bytes) =>
        Vector128.Create(bytes) ^ Vector128.Create(bytes[1..]);

    private static Vector128<byte> RedsOf(ReadOnlySpan<byte> pixels) =>
        Vector128.Shuffle(
            Vector128.Create(pixels), Vector128.Create((byte)0, 3, 6, 9, 12, 15, No, No, No, No, No, No, No, No, No, No))
        | Vector128.Shuffle(
            Vector128.Create(pixels[Block..]),
            Vector128.Create(No, No, No, No, No, No, 2, 5, 8, 11, 14, No, No, No, No, No))
        | Vector128.Shuffle(
            Vector128.Create(pixels[(2 * Block)..]),
            Vector128.Create(No, No, No, No, No, No, No, No, No, No, No, 1, 4, 7, 10, 13));

    private static void SplitBlock(ReadOnlySpan<byte> pixels, Span<byte> reds, Span<byte> greens, Span<byte> blues)
    {
        var first = Vector128.Create(pixels);
        var second = Vector128.Create(pixels[Block..]);
        var third = Vector128.Create(pixels[(2 * Block)..]);
        RedsOf(pixels).CopyTo(reds);
        (Vector128.Shuffle(first, Vector128.Create((byte)1, 4, 7, 10, 13, No, No, No, No, No, No, No, No, No, No, No))
            | Vector128.Shuffle(second, Vector128.Create(No, No, No, No, No, 0, 3, 6, 9, 12, 15, No, No, No, No, No))
            | Vector128.Shuffle(third, Vector128.Create(No, No, No, No, No, No, No, No, No, No, No, 2, 5, 8, 11, 14)))
            .CopyTo(greens);
        (Vector128.Shuffle(first, Vector128.Create((byte)2, 5, 8, 11, 14, No, No, No, No, No, No, No, No, No, No, No))
            | Vector128.Shuffle(second, Vector128.Create(No, No, No, No, No, 1, 4, 7, 10, 13, No, No, No, No, No, No))
            | Vector128.Shuffle(third, Vector128.Create(No, No, No, No, No, No, No, No, No, No, 0, 3, 6, 9, 12, 15)))
            .CopyTo(blues);
    }
}
