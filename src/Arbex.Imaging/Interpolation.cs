namespace Arbex.Imaging;

/// <summary>How a picture is resized. When enlarging, both agree.</summary>
public enum Interpolation
{
    /// <summary>The four nearest pixels weighted by distance (the paper's equation 24), also when shrinking.</summary>
    Bilinear,

    /// <summary>A triangle filter that widens with the shrinking factor, so that every source pixel counts; what
    /// Pillow does under the name bilinear.</summary>
    BilinearAntialiased,
}
