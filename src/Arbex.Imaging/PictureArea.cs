namespace Arbex.Imaging;

/// <summary>A rectangle in a picture, in pixels; it may reach beyond the picture's edges.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PictureArea(int Left, int Top, int Width, int Height)
{
    /// <summary>The whole of a picture.</summary>
    /// <param name="image">The picture.</param>
    public static PictureArea Of(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new(0, 0, image.Width, image.Height);
    }

    /// <summary>The square around the same centre whose side is the longer side, enlarged.</summary>
    /// <param name="growth">1 keeps the longer side, 1.1 adds a tenth.</param>
    public PictureArea Square(double growth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(growth);
        var side = Math.Max(1, (int)Math.Round(Math.Max(Width, Height) * growth));
        return new(Left + ((Width - side) / 2), Top + ((Height - side) / 2), side, side);
    }
}
