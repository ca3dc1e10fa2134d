namespace Arbex.Imaging;

/// <summary>(x, y) goes to (xx x + xy y + x0, yx x + yy y + y0).</summary>
internal readonly record struct AffineMap(double XX, double XY, double X0, double YX, double YY, double Y0);

/// <summary>Bilinear sampling along an affine map, from bytes to planes of floats in [0, 1].</summary>
internal static class AffineSampler
{
    /// <summary>Fills the planes.</summary>
    /// <param name="source">What is sampled; outside it the nearest edge counts.</param>
    /// <param name="size">Side S of the square planes.</param>
    /// <param name="map">From places in the planes to places in the source, pixel centres at halves.</param>
    /// <param name="destination">3 x S x S numbers [channel, row, column].</param>
    public static void Sample(ImageBuffer source, int size, AffineMap map, Span<float> destination)
    {
        const float Unit = 1 / 255f;
        var pixels = source.Pixels.AsSpan();
        var stride = source.Width * ImageBuffer.Channels;
        var (right, bottom) = (source.Width - 1, source.Height - 1);
        var area = size * size;
        var reds = destination[..area];
        var greens = destination.Slice(area, area);
        var blues = destination.Slice(2 * area, area);
        var at = 0;
        for (var y = 0; y < size; y++)
        {
            // Half a pixel goes in and comes off again: centre to corner to centre.
            var startX = (map.XX * 0.5) + (map.XY * (y + 0.5)) + map.X0 - 0.5;
            var startY = (map.YX * 0.5) + (map.YY * (y + 0.5)) + map.Y0 - 0.5;
            for (var x = 0; x < size; x++, at++)
            {
                var sourceX = (float)Math.Clamp(startX + (map.XX * x), 0, right);
                var sourceY = (float)Math.Clamp(startY + (map.YX * x), 0, bottom);
                var (column, row) = ((int)sourceX, (int)sourceY);
                var (toRight, toBottom) = (sourceX - column, sourceY - row);
                var upper = (row * stride) + (column * ImageBuffer.Channels);
                var next = column < right ? ImageBuffer.Channels : 0;
                var lower = upper + (row < bottom ? stride : 0);
                var upperLeft = pixels.Slice(upper, 3);
                var upperRight = pixels.Slice(upper + next, 3);
                var lowerLeft = pixels.Slice(lower, 3);
                var lowerRight = pixels.Slice(lower + next, 3);
                var rightShare = toRight * Unit;
                var leftShare = Unit - rightShare;
                var (a, b) = (leftShare * (1 - toBottom), rightShare * (1 - toBottom));
                var (c, d) = (leftShare * toBottom, rightShare * toBottom);
                reds[at] = (a * upperLeft[0]) + (b * upperRight[0]) + (c * lowerLeft[0]) + (d * lowerRight[0]);
                greens[at] = (a * upperLeft[1]) + (b * upperRight[1]) + (c * lowerLeft[1]) + (d * lowerRight[1]);
                blues[at] = (a * upperLeft[2]) + (b * upperRight[2]) + (c * lowerLeft[2]) + (d * lowerRight[2]);
            }
        }
    }
}
