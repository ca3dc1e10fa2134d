using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arbex.Imaging;

/// <summary>Bilinear sampling along an affine map, from bytes to planes of floats in [0, 1].</summary>
/// <remarks>
/// A row at a time: vectors compute where the four neighbours of every place lie and what they weigh, a plain loop
/// fetches the neighbours (a whole pixel each), vectors weigh them. Nothing depends on the width of a vector.
/// </remarks>
internal static class AffineSampler
{
    private const int Neighbours = 4;

    /// <summary>Fills the three planes.</summary>
    /// <param name="source">What is sampled; outside it the nearest edge counts.</param>
    /// <param name="size">Side S of the square planes, at least 32.</param>
    /// <param name="map">From places in the planes to places in the source.</param>
    /// <param name="destination">3 x S x S numbers [channel, row, column].</param>
    public static void Sample(PixelView source, int size, AffineMap map, Span<float> destination)
    {
        Span<int> pixels = stackalloc int[Neighbours * size];
        Span<float> weights = stackalloc float[Neighbours * size];
        Span<double> stepsX = stackalloc double[size];
        Span<double> stepsY = stackalloc double[size];
        Steps(map.XX, stepsX);
        Steps(map.YX, stepsY);
        for (var y = 0; y < size; y++)
        {
            var (startX, startY) = RowStart(map, y);
            Locate(source, startX, stepsX, startY, stepsY, pixels, weights);
            Fetch(source.Pixels, pixels);
            for (var channel = 0; channel < ImageBuffer.Channels; channel++)
            {
                Weigh(pixels, weights, channel, destination.Slice(((channel * size) + y) * size, size));
            }
        }
    }

    /// <summary>Where the first place of a row lies in the source, measured from the centre of its first pixel.</summary>
    internal static (double X, double Y) RowStart(AffineMap map, int y) => (
        // Half a pixel goes in and comes off again: centre to corner to centre.
        (map.XX * 0.5) + (map.XY * (y + 0.5)) + map.X0 - 0.5,
        (map.YX * 0.5) + (map.YY * (y + 0.5)) + map.Y0 - 0.5);

    /// <summary>Finds the byte offsets and weights of the upper left, upper right, lower left and lower right
    /// neighbours of the places of one row.</summary>
    private static void Locate(
        PixelView source, double startX, ReadOnlySpan<double> stepsX, double startY, ReadOnlySpan<double> stepsY,
        Span<int> offsets, Span<float> weights)
    {
        var (size, count) = (offsets.Length / Neighbours, Vector<float>.Count);
        var (right, bottom, stride) = (source.Width - 1, source.Height - 1, source.Stride);
        for (var next = 0; next < size; next += count)
        {
            // The last vector overlaps the one before it.
            var x = Math.Min(next, size - count);
            var sourceX = Along(startX, stepsX[x..], right);
            var sourceY = Along(startY, stepsY[x..], bottom);
            var (column, row) = (Vector.ConvertToInt32Native(sourceX), Vector.ConvertToInt32Native(sourceY));
            var neighbours = new NeighbourWeights(
                sourceX - Vector.ConvertToSingle(column), sourceY - Vector.ConvertToSingle(row));

            var upper = (row * stride) + (column * ImageBuffer.Channels);
            var lower = upper + (Vector.LessThan(row, new Vector<int>(bottom)) & new Vector<int>(stride));
            var aside = Vector.LessThan(column, new Vector<int>(right)) & new Vector<int>(ImageBuffer.Channels);
            upper.CopyTo(offsets[x..]);
            (upper + aside).CopyTo(offsets[(size + x)..]);
            lower.CopyTo(offsets[((2 * size) + x)..]);
            (lower + aside).CopyTo(offsets[((3 * size) + x)..]);

            neighbours.UpperLeft.CopyTo(weights[x..]);
            neighbours.UpperRight.CopyTo(weights[(size + x)..]);
            neighbours.LowerLeft.CopyTo(weights[((2 * size) + x)..]);
            neighbours.LowerRight.CopyTo(weights[((3 * size) + x)..]);
        }
    }

    /// <summary>step x for every x: the same for all rows.</summary>
    internal static void Steps(double step, Span<double> steps)
    {
        for (var x = 0; x < steps.Length; x++)
        {
            steps[x] = x * step;
        }
    }

    /// <summary>start + step, kept in [0, last], for as many places as a vector of floats holds; computed in double
    /// precision.</summary>
    internal static Vector<float> Along(double start, ReadOnlySpan<double> steps, int last)
    {
        var low = new Vector<double>(start) + new Vector<double>(steps);
        var high = new Vector<double>(start) + new Vector<double>(steps[Vector<double>.Count..]);
        var limit = new Vector<double>(last);
        return Vector.Narrow(
            Vector.MinNative(Vector.MaxNative(low, Vector<double>.Zero), limit),
            Vector.MinNative(Vector.MaxNative(high, Vector<double>.Zero), limit));
    }

    /// <summary>Replaces byte offsets by the pixels there: red in the lowest byte, then green and blue.</summary>
    private static void Fetch(ReadOnlySpan<byte> source, Span<int> offsets)
    {
        if (source.Length < sizeof(int))
        {
            offsets.Fill(source[0] | (source[1] << 8) | (source[2] << 16)); // a single pixel
            return;
        }

        // Locate keeps every offset inside the picture, so the check of each access is left out; the last pixel, after
        // which there is no fourth byte, is fetched one byte early.
        ref var first = ref MemoryMarshal.GetReference(source);
        var last = source.Length - sizeof(int);
        foreach (ref var offset in offsets)
        {
            offset = offset <= last
                ? Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref first, offset))
                : Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref first, offset - 1)) >> 8;
        }
    }

    private static void Weigh(ReadOnlySpan<int> pixels, ReadOnlySpan<float> weights, int channel, Span<float> row)
    {
        var (size, count, shift) = (row.Length, Vector<float>.Count, channel * 8);
        for (var next = 0; next < size; next += count)
        {
            var x = Math.Min(next, size - count);
            var sum = Level(new(pixels[x..]), shift) * new Vector<float>(weights[x..]);
            sum += Level(new(pixels[(size + x)..]), shift) * new Vector<float>(weights[(size + x)..]);
            sum += Level(new(pixels[((2 * size) + x)..]), shift) * new Vector<float>(weights[((2 * size) + x)..]);
            sum += Level(new(pixels[((3 * size) + x)..]), shift) * new Vector<float>(weights[((3 * size) + x)..]);
            sum.CopyTo(row[x..]);
        }
    }

    /// <summary>The byte at a shift of several pixels, as floats in [0, 255].</summary>
    internal static Vector<float> Level(Vector<int> pixels, int shift) =>
        Vector.ConvertToSingle(Vector.ShiftRightLogical(pixels, shift) & new Vector<int>(255));
}
