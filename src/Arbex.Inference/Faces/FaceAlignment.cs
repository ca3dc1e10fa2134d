using Arbex.Imaging;

namespace Arbex.Inference.Faces;

/// <summary>Turns, scales and shifts faces so that their five points come to lie where they usually do.</summary>
public static class FaceAlignment
{
    /// <summary>
    /// Where the points usually lie in a crop whose sides are 1: the mean of what YuNet finds in 3,033 training faces
    /// of FER+, made symmetric.
    /// </summary>
    public static FaceLandmarks Template { get; } = new(
        RightEye: new(0.316f, 0.369f),
        LeftEye: new(0.684f, 0.369f),
        Nose: new(0.5f, 0.580f),
        RightMouth: new(0.350f, 0.764f),
        LeftMouth: new(0.650f, 0.764f));

    /// <summary>The map from places in an aligned crop to places in the picture.</summary>
    /// <param name="landmarks">A face's points, in the picture's pixels.</param>
    /// <param name="size">Side of the crop, in pixels, at least 1.</param>
    /// <param name="margin">Factor on the side of what is shown, above 0; 1 shows as much as FER+ does.</param>
    /// <exception cref="ArgumentException">The points are all in one place, or are no numbers.</exception>
    public static AffineMap CropToPicture(FaceLandmarks landmarks, int size, double margin = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        FaceCrop.CheckMargin(margin);
        Span<FacePoint> from = stackalloc FacePoint[FaceLandmarks.Count];
        Span<FacePoint> to = stackalloc FacePoint[FaceLandmarks.Count];
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var usual = Template[i];
            from[i] = new FacePoint(InCrop(usual.X, size, margin), InCrop(usual.Y, size, margin));
            to[i] = landmarks[i];
        }

        return Similarity(from, to);
    }

    /// <summary>The turn, scale and shift that brings points nearest to others, by the sum of squared distances;
    /// without mirroring.</summary>
    /// <remarks>The closed form for the plane of S. Umeyama, "Least-squares estimation of transformation parameters
    /// between two point patterns", PAMI 13(4), 1991.</remarks>
    /// <param name="from">Points, not all in one place.</param>
    /// <param name="to">As many points that they should come to, not all in one place.</param>
    /// <exception cref="ArgumentException">The numbers of points differ, or the points do not determine a
    /// map.</exception>
    public static AffineMap Similarity(ReadOnlySpan<FacePoint> from, ReadOnlySpan<FacePoint> to)
    {
        if (from.Length != to.Length || from.Length < 2)
        {
            throw new ArgumentException(
                $"Got {from.Length} points to bring to {to.Length}. Expected as many of both, at least 2.");
        }

        var (fromX, fromY) = Mean(from);
        var (toX, toY) = Mean(to);
        // With complex numbers z = x + iy: the factor is the sum of conj(from) to over the sum of |from|^2.
        var (real, imaginary, spread) = (0.0, 0.0, 0.0);
        for (var i = 0; i < from.Length; i++)
        {
            var (x, y) = (from[i].X - fromX, from[i].Y - fromY);
            var (u, v) = (to[i].X - toX, to[i].Y - toY);
            real += (x * u) + (y * v);
            imaginary += (x * v) - (y * u);
            spread += (x * x) + (y * y);
        }

        (real, imaginary) = (real / spread, imaginary / spread);
        var scale = Math.Sqrt((real * real) + (imaginary * imaginary));
        if (!(scale > 0) || !double.IsFinite(scale))
        {
            throw new ArgumentException(
                "The points do not determine a map. Expected points that are not all in one place.");
        }

        return new AffineMap(
            real, -imaginary, toX - (real * fromX) + (imaginary * fromY),
            imaginary, real, toY - (imaginary * fromX) - (real * fromY));
    }

    private static float InCrop(float share, int size, double margin) =>
        (float)((0.5 + ((share - 0.5) / margin)) * size);

    private static (double X, double Y) Mean(ReadOnlySpan<FacePoint> points)
    {
        var (x, y) = (0.0, 0.0);
        foreach (var point in points)
        {
            (x, y) = (x + point.X, y + point.Y);
        }

        return (x / points.Length, y / points.Length);
    }
}
