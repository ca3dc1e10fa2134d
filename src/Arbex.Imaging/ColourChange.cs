using System.Numerics;

namespace Arbex.Imaging;

/// <summary>A change of brightness, then contrast, then saturation.</summary>
/// <param name="MeanGrey">Mean grey of the brightened picture, around which contrast acts.</param>
/// <param name="Brightness">Factor of every value.</param>
/// <param name="Contrast">Factor of the distance from the mean grey.</param>
/// <param name="Saturation">Factor of the distance from each pixel's grey.</param>
internal readonly record struct ColourChange(float MeanGrey, float Brightness, float Contrast, float Saturation)
{
    // Grey as the eye sees it (ITU-R BT.601), as image libraries compute it.
    private const float RedShare = 0.299f;
    private const float GreenShare = 0.587f;
    private const float BlueShare = 0.114f;

    /// <summary>The mean over all pixels of their grey.</summary>
    /// <param name="reds">Numbers in [0, 1], at least as many as a vector holds.</param>
    /// <param name="greens">As many.</param>
    /// <param name="blues">As many.</param>
    public static float MeanGreyOf(ReadOnlySpan<float> reds, ReadOnlySpan<float> greens, ReadOnlySpan<float> blues)
    {
        // Greys have 24 bits and 10^6 of them need 20 more: in 53 bits the sum is exact whatever its order, except for
        // greys below 2^-14.
        var (sums, sum, i) = (Vector<double>.Zero, 0.0, 0);
        for (; i <= reds.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var grey = Grey(new(reds[i..]), new(greens[i..]), new(blues[i..]));
            Vector.Widen(grey, out var low, out var high);
            sums += low + high;
        }

        for (; i < reds.Length; i++)
        {
            sum += (RedShare * reds[i]) + (GreenShare * greens[i]) + (BlueShare * blues[i]);
        }

        return (float)((Vector.Sum(sums) + sum) / reds.Length);
    }

    /// <summary>The changed values, cut to [0, 1].</summary>
    /// <param name="red">Of several pixels.</param>
    /// <param name="green">Of the same pixels.</param>
    /// <param name="blue">Of the same pixels.</param>
    public (Vector<float> Red, Vector<float> Green, Vector<float> Blue) Apply(
        Vector<float> red, Vector<float> green, Vector<float> blue)
    {
        var mean = new Vector<float>(MeanGrey);
        red = Around(mean, red * Brightness, Contrast);
        green = Around(mean, green * Brightness, Contrast);
        blue = Around(mean, blue * Brightness, Contrast);
        var grey = Grey(red, green, blue);
        return (
            Cut(Around(grey, red, Saturation)), Cut(Around(grey, green, Saturation)),
            Cut(Around(grey, blue, Saturation)));
    }

    /// <summary>The changed values of a picture whose channels are equal; the numbers are the same.</summary>
    /// <param name="level">Any channel of several pixels.</param>
    public Vector<float> Apply(Vector<float> level)
    {
        level = Around(new Vector<float>(MeanGrey), level * Brightness, Contrast);
        return Cut(Around(Grey(level, level, level), level, Saturation));
    }

    private static Vector<float> Grey(Vector<float> red, Vector<float> green, Vector<float> blue) =>
        (red * RedShare) + (green * GreenShare) + (blue * BlueShare);

    private static Vector<float> Around(Vector<float> centre, Vector<float> value, float factor) =>
        centre + ((value - centre) * factor);

    private static Vector<float> Cut(Vector<float> value) =>
        Vector.MinNative(Vector.MaxNative(value, Vector<float>.Zero), Vector<float>.One);
}
