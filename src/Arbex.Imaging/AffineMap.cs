namespace Arbex.Imaging;

/// <summary>(x, y) goes to (xx x + xy y + x0, yx x + yy y + y0); places are measured from the upper left corner, so pixel
/// centres are at halves.</summary>
internal readonly record struct AffineMap(double XX, double XY, double X0, double YX, double YY, double Y0);
