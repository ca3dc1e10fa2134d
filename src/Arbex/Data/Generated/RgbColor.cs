using SkiaSharp;

namespace Arbex.Data.Generated;

/// <summary>An opaque colour of a drawn face.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct RgbColor(byte Red, byte Green, byte Blue)
{
    private static readonly RgbColor Black = new(0, 0, 0);
    private static readonly RgbColor White = new(255, 255, 255);

    /// <summary>The colour of 0xRRGGBB.</summary>
    /// <param name="code">Red in bits 16 to 23, green in 8 to 15, blue in 0 to 7.</param>
    public static RgbColor FromCode(int code) => new((byte)(code >> 16), (byte)(code >> 8), (byte)code);

    /// <summary>A colour on the way from this one to another.</summary>
    /// <param name="other">The colour at <paramref name="amount"/> = 1.</param>
    /// <param name="amount">0 gives this colour, 1 the other.</param>
    public RgbColor Mix(RgbColor other, float amount) => new(
        (byte)(Red + ((other.Red - Red) * amount)),
        (byte)(Green + ((other.Green - Green) * amount)),
        (byte)(Blue + ((other.Blue - Blue) * amount)));

    internal RgbColor Darker(float amount) => Mix(Black, amount);

    internal RgbColor Lighter(float amount) => Mix(White, amount);

    internal SKColor ToSkia(float opacity = 1) => new(Red, Green, Blue, (byte)(Math.Clamp(opacity, 0, 1) * 255));
}
