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
    /// <summary>Where a place goes.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Downwards.</param>
    public (double X, double Y) Apply(double x, double y) =>
        ((XX * x) + (XY * y) + X0, (YX * x) + (YY * y) + Y0);
}
