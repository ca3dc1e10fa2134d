using System.Numerics;

namespace Arbex.Imaging;

/// <summary>What <see cref="AffineSampler"/> does when every place falls on a pixel: a window, mirrored or not, is copied
/// to planes of floats in [0, 1]; the numbers are the same.</summary>
internal static class AlignedSampler
{
    /// <summary>Fills the planes if the map takes pixels to pixels of the source.</summary>
    /// <param name="source">What is sampled.</param>
    /// <param name="planeCount">3, or 1 to fill the red plane only.</param>
    /// <param name="size">Side S of the square planes.</param>
    /// <param name="map">From places in the planes to places in the source.</param>
    /// <param name="destination">At least planeCount x S x S numbers [channel, row, column].</param>
    /// <returns>False if nothing was done, because the map does more than shift and mirror, or leaves the source.</returns>
    public static bool TrySample(PixelView source, int planeCount, int size, AffineMap map, Span<float> destination)
    {
        var mirrored = map.XX == -1;
        if (!(mirrored || map.XX == 1) || map.XY != 0 || map.YX != 0 || map.YY != 1)
        {
            return false;
        }

        var (left, top) = (mirrored ? map.X0 - size : map.X0, map.Y0);
        if (!double.IsInteger(left) || !double.IsInteger(top)
            || left < 0 || top < 0 || left + size > source.Width || top + size > source.Height)
        {
            return false;
        }

        Span<byte> row = stackalloc byte[ImageBuffer.Channels * size];
        for (var y = 0; y < size; y++)
        {
            var start = (((((int)top + y) * source.Width) + (int)left)) * ImageBuffer.Channels;
            ChannelPlanes.Split(source.Pixels.Slice(start, row.Length), row);
            for (var channel = 0; channel < planeCount; channel++)
            {
                var levels = row.Slice(channel * size, size);
                if (mirrored)
                {
                    levels.Reverse();
                }

                ToUnit(levels, destination.Slice(((channel * size) + y) * size, size));
            }
        }

        return true;
    }

    private static void ToUnit(ReadOnlySpan<byte> levels, Span<float> values)
    {
        const float Unit = 1 / 255f;
        ChannelPlanes.Widen(levels, values);
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(values[i..]) * Unit).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] *= Unit;
        }
    }
}
