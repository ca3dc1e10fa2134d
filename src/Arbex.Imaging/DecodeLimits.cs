namespace Arbex.Imaging;

/// <summary>What a picture may ask for before it is decoded; checked from its header, so a small hostile file cannot
/// make the program allocate gigabytes.</summary>
public sealed record DecodeLimits
{
    /// <summary>The largest <see cref="MaximumPixels"/>: pixels are held in one array of at most 2 GB.</summary>
    public const int LargestMaximumPixels = 500_000_000;

    /// <summary>The limits that hold unless others are given.</summary>
    public static DecodeLimits Default { get; } = new();

    /// <summary>Longest side: places in a picture are computed in 32-bit floating point, which is exact up to here.</summary>
    private const int LargestSide = 1 << 24;

    /// <summary>Most pixels (width x height) that are decoded, in [1, 500 million]; decoding takes up to 7 bytes a
    /// pixel.</summary>
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
