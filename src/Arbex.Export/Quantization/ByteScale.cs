namespace Arbex.Export.Quantization;

/// <summary>Which numbers the bytes 0 to 255 stand for: scale x (byte - zero point).</summary>
/// <param name="Scale">The step, above 0.</param>
/// <param name="ZeroPoint">The byte that stands for 0, so that zeros around a map stay exact.</param>
internal readonly record struct ByteScale(float Scale, byte ZeroPoint)
{
    private const int Steps = 255;

    /// <summary>The scale that covers a range, widened to hold 0.</summary>
    public static ByteScale Of(ValueRange range)
    {
        var (low, high) = (Math.Min(range.Low, 0), Math.Max(range.High, 0));
        var scale = (float)((high - low) / Steps);
        return scale > 0 && float.IsNormal(scale)
            ? new(scale, (byte)Math.Clamp(Math.Round(-low / scale), 0, Steps))
            : new(1, 0); // nothing but zeros were seen
    }
}

/// <summary>The numbers that a place of the network takes.</summary>
internal readonly record struct ValueRange(double Low, double High);
