using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Arbex.Imaging;

/// <summary>Resizes pictures with half-pixel centres; neither keeps the aspect ratio nor pads.</summary>
public static class ImageResizer
{
    /// <summary>Resizes to the given size.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <param name="width">New columns, at least 1.</param>
    /// <param name="height">New rows, at least 1.</param>
    /// <param name="interpolation">How pixels are weighted.</param>
    /// <returns>A new picture, or <paramref name="image"/> itself if it has this size already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public static ImageBuffer Resize(
        ImageBuffer image, int width, int height, Interpolation interpolation = Interpolation.BilinearAntialiased)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (image.Width == width && image.Height == height)
        {
            return image;
        }

        var resized = new ImageBuffer(width, height);
        Resize(image, width, height, interpolation, resized.Pixels);
        return resized;
    }

    /// <summary>Resizes into bytes given by the caller.</summary>
    /// <param name="image">Any picture.</param>
    /// <param name="width">New columns.</param>
    /// <param name="height">New rows.</param>
    /// <param name="interpolation">How pixels are weighted.</param>
    /// <param name="destination">Height x width x 3 bytes.</param>
    internal static void Resize(
        PixelView image, int width, int height, Interpolation interpolation, Span<byte> destination)
    {
        var columns = ResamplingWeights.For(image.Width, width, interpolation);
        var rows = ResamplingWeights.For(image.Height, height, interpolation);
        var sourceLength = image.Width * ImageBuffer.Channels;
        var stride = width * ImageBuffer.Channels;
        // One float more than a row: the last pixel is read as four.
        var rented = ArrayPool<float>.Shared.Rent(sourceLength + 1);
        try
        {
            // Rows first: whole rows are added with vector instructions; what stays for columns is one row of floats.
            var blended = rented.AsSpan(0, sourceLength + 1);
            for (var y = 0; y < height; y++)
            {
                blended.Clear();
                var weights = rows.Weights(y);
                for (var i = 0; i < weights.Length; i++)
                {
                    var row = image.Pixels.Slice((rows.First(y) + i) * image.Stride, sourceLength);
                    AddWeighted(row, weights[i], blended);
                }

                ResizeRow(blended, columns, destination.Slice(y * stride, stride));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void AddWeighted(ReadOnlySpan<byte> row, float weight, Span<float> sum)
    {
        var i = 0;
        var step = Vector<float>.Count;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            AddWeighted(first, weight, sum[i..]);
            AddWeighted(second, weight, sum[(i + step)..]);
            AddWeighted(third, weight, sum[(i + (2 * step))..]);
            AddWeighted(fourth, weight, sum[(i + (3 * step))..]);
        }

        for (; i < row.Length; i++)
        {
            sum[i] += weight * row[i];
        }
    }

    private static void AddWeighted(Vector<uint> values, float weight, Span<float> sum) =>
        ((Vector.ConvertToSingle(Vector.AsVectorInt32(values)) * weight) + new Vector<float>(sum)).CopyTo(sum);

    private static void ResizeRow(ReadOnlySpan<float> row, ResamplingWeights columns, Span<byte> destination)
    {
        var highest = Vector128.Create(255f);
        for (int x = 0, at = 0; at < destination.Length; x++, at += ImageBuffer.Channels)
        {
            // Red, green, blue and a fourth that nobody reads, side by side.
            var sum = Vector128<float>.Zero;
            var source = row[(columns.First(x) * ImageBuffer.Channels)..];
            foreach (var weight in columns.Weights(x))
            {
                sum += Vector128.Create(source) * weight;
                source = source[ImageBuffer.Channels..];
            }

            var rounded = Vector128.MinNative(
                Vector128.MaxNative(sum + Vector128.Create(0.5f), Vector128<float>.Zero), highest);
            var levels = Vector128.ConvertToInt32Native(rounded);
            destination[at] = (byte)levels[0];
            destination[at + 1] = (byte)levels[1];
            destination[at + 2] = (byte)levels[2];
        }
    }
}
