namespace Arbex.Imaging;

/// <summary>(x, y) goes to (xx x + xy y + x0, yx x + yy y + y0); places are measured from the upper left corner, so pixel
/// centres are at halves.</summary>
/// <param name="XX">What x adds to x.</param>
/// <param name="XY">What y adds to x.</param>
/// <param name="X0">Where the corner goes, x.</param>
/// <param name="YX">What x adds to y.</param>
/// <param name="YY">What y adds to y.</param>
/// <param name="Y0">Where the corner goes, y.</param>
public readonly record struct AffineMap(double XX, double XY, double X0, double YX, double YY, double Y0)
{
    /// <summary>Whether left and right are exchanged.</summary>
    public bool IsMirrored => Determinant < 0;

    private double Determinant => (XX * YY) - (XY * YX);

    /// <summary>The map back.</summary>
    /// <exception cref="InvalidOperationException">The map brings everything onto one line or point.</exception>
    public AffineMap Inverted()
    {
        var determinant = Determinant;
        if (determinant == 0 || !double.IsFinite(determinant))
        {
            throw new InvalidOperationException($"A map of determinant {determinant} has no way back.");
        }

        var (xx, xy) = (YY / determinant, -XY / determinant);
        var (yx, yy) = (-YX / determinant, XX / determinant);
        return new AffineMap(xx, xy, -((xx * X0) + (xy * Y0)), yx, yy, -((yx * X0) + (yy * Y0)));
    }

    /// <summary>Where a place goes.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Downwards.</param>
    public (double X, double Y) Apply(double x, double y) =>
        ((XX * x) + (XY * y) + X0, (YX * x) + (YY * y) + Y0);
}
