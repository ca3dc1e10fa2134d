using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arbex.Imaging;

/// <summary>What <see cref="AffineSampler"/> does, for a picture whose channels are equal; the numbers are the same.</summary>
/// <remarks>
/// With a byte a pixel, both neighbours in a row come with one read of two bytes. At the last column and the last row
/// the neighbour beyond weighs nothing, so that it does not matter what is read there.
/// </remarks>
internal static class GreySampler
{
    /// <summary>Fills one plane.</summary>
    /// <param name="source">A picture with equal channels; outside it the nearest edge counts.</param>
    /// <param name="size">Side S of the square plane, at least 32.</param>
    /// <param name="map">From places in the plane to places in the source.</param>
    /// <param name="destination">At least S x S numbers [row, column].</param>
    public static void Sample(PixelView source, int size, AffineMap map, Span<float> destination)
    {
        var area = source.Width * source.Height;
        var rented = ArrayPool<byte>.Shared.Rent(area + 1);
        try
        {
            ChannelPlanes.TakeFirst(source.Pixels, rented.AsSpan(0, area));
            rented[area] = 0;
            Sample(rented.AsSpan(0, area + 1), source.Width, source.Height, size, map, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Sample(
        ReadOnlySpan<byte> levels, int width, int height, int size, AffineMap map, Span<float> destination)
    {
        var (count, right, bottom) = (Vector<float>.Count, width - 1, height - 1);
        Span<int> uppers = stackalloc int[size];
        Span<int> lowers = stackalloc int[size];
        Span<float> toRight = stackalloc float[size];
        Span<float> toBottom = stackalloc float[size];
        Span<double> stepsX = stackalloc double[size];
        Span<double> stepsY = stackalloc double[size];
        AffineSampler.Steps(map.XX, stepsX);
        AffineSampler.Steps(map.YX, stepsY);
        for (var y = 0; y < size; y++)
        {
            var (startX, startY) = AffineSampler.RowStart(map, y);
            for (var next = 0; next < size; next += count)
            {
                // The last vector overlaps the one before it.
                var x = Math.Min(next, size - count);
                var sourceX = AffineSampler.Along(startX, stepsX[x..], right);
                var sourceY = AffineSampler.Along(startY, stepsY[x..], bottom);
                var (column, line) = (Vector.ConvertToInt32Native(sourceX), Vector.ConvertToInt32Native(sourceY));
                (sourceX - Vector.ConvertToSingle(column)).CopyTo(toRight[x..]);
                (sourceY - Vector.ConvertToSingle(line)).CopyTo(toBottom[x..]);
                var upper = (line * width) + column;
                var below = Vector.LessThan(line, new Vector<int>(bottom)) & new Vector<int>(width);
                upper.CopyTo(uppers[x..]);
                (upper + below).CopyTo(lowers[x..]);
            }

            Fetch(levels, uppers, lowers);
            Weigh(uppers, toRight, toBottom, destination.Slice(y * size, size));
        }
    }

    /// <summary>Replaces the offsets of the upper left neighbours by all four levels: upper left in the lowest byte, then
    /// upper right, lower left, lower right.</summary>
    private static void Fetch(ReadOnlySpan<byte> levels, Span<int> uppers, ReadOnlySpan<int> lowers)
    {
        // Every offset lies inside the picture, and one byte follows it, so the check of each access is left out.
        ref var first = ref MemoryMarshal.GetReference(levels);
        for (var i = 0; i < uppers.Length; i++)
        {
            uppers[i] = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref first, uppers[i]))
                | (Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref first, lowers[i])) << 16);
        }
    }

    private static void Weigh(
        ReadOnlySpan<int> pixels, ReadOnlySpan<float> toRight, ReadOnlySpan<float> toBottom, Span<float> row)
    {
        var count = Vector<float>.Count;
        for (var next = 0; next < row.Length; next += count)
        {
            var x = Math.Min(next, row.Length - count);
            var weights = new NeighbourWeights(new Vector<float>(toRight[x..]), new Vector<float>(toBottom[x..]));
            var levels = new Vector<int>(pixels[x..]);
            var sum = AffineSampler.Level(levels, 0) * weights.UpperLeft;
            sum += AffineSampler.Level(levels, 8) * weights.UpperRight;
            sum += AffineSampler.Level(levels, 16) * weights.LowerLeft;
            sum += AffineSampler.Level(levels, 24) * weights.LowerRight;
            sum.CopyTo(row[x..]);
        }
    }
}
