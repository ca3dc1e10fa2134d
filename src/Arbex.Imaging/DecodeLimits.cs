namespace Arbex.Imaging;

/// <summary>What a picture may ask for before it is decoded; checked from its header, so that a small hostile file cannot make
/// the program allocate more than its user allows.</summary>
public sealed record DecodeLimits
{
    /// <summary>The largest <see cref="MaximumPixels"/>: pixels are held in one array of at most 2 GB.</summary>
    public const int LargestMaximumPixels = 500_000_000;

    /// <summary>The limits that hold unless others are given.</summary>
    public static DecodeLimits Default { get; } = new();

    /// <summary>Longest side: places in a picture are computed in 32-bit floating point, which is exact up to here.</summary>
    private const int LargestSide = 1 << 24;

    /// <summary>Most pixels (width x height) that are decoded, in [1, 500 million].</summary>
    /// <remarks>
    /// Decoding takes 7 bytes a pixel, 4 for red, green, blue and alpha and 3 for the result. What a format holds meanwhile comes
    /// on top: up to 8 bytes a pixel for progressive JPEG (6 without black) and for interlaced PNG of 16 bits a sample, up to 14 for
    /// TIFF, whose tiles may reach beyond the picture by a quarter, or by 16 million pixels, and hold five samples of 16 bits.
    /// </remarks>
    /// <value>The default is 100 million, more than any common camera makes.</value>
    public long MaximumPixels { get; init; } = 100_000_000;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public DecodeLimits Validated() =>
        MaximumPixels is >= 1 and <= LargestMaximumPixels
            ? this
            : throw new ArbexException(
                $"MaximumPixels is {MaximumPixels}. Expected 1 to {LargestMaximumPixels}; the default is 100000000.");

    /// <summary>Refuses a picture that is too large.</summary>
    /// <param name="name">The picture, for the message.</param>
    /// <param name="width">Columns according to its header.</param>
    /// <param name="height">Rows according to its header.</param>
    /// <exception cref="ImageFormatException">It has more pixels than <see cref="MaximumPixels"/>.</exception>
    internal void Check(string name, int width, int height)
    {
        if (Math.Max(width, height) > LargestSide)
        {
            throw new ImageFormatException(
                $"The picture '{name}' is {width}x{height} pixels. Expected sides of at most {LargestSide}. Cut it.");
        }

        if ((long)width * height > MaximumPixels)
        {
            throw new ImageFormatException(
                $"The picture '{name}' is {width}x{height} = {(long)width * height} pixels. Expected at most "
                + $"{MaximumPixels}. Shrink it, or raise the limit (MaximumPixels; --max-pixels of predict and landmarks).");
        }
    }
}
