using System.Numerics;

namespace Arbex.Imaging;

/// <summary>Brightness, contrast, saturation and noise on planes of floats in [0, 1]; what leaves that range is
/// cut.</summary>
internal static class ColourVariation
{
    /// <summary>Changes the planes in place.</summary>
    /// <param name="augmentation">The ranges.</param>
    /// <param name="draw">The luck.</param>
    /// <param name="reds">Numbers in [0, 1].</param>
    /// <param name="greens">As many.</param>
    /// <param name="blues">As many.</param>
    public static void Apply(
        FaceAugmentation augmentation, AugmentationDraw draw, Span<float> reds, Span<float> greens, Span<float> blues)
    {
        if (ChangesNothing(augmentation))
        {
            return;
        }

        var change = Change(augmentation, draw, ColourChange.MeanGreyOf(reds, greens, blues));

        // The last vector overlaps the one before it; it is computed first, from values that are not changed yet.
        var count = Vector<float>.Count;
        var end = reds.Length - count;
        var last = change.Apply(new(reds[end..]), new(greens[end..]), new(blues[end..]));
        for (var i = 0; i < end; i += count)
        {
            var (red, green, blue) = change.Apply(new(reds[i..]), new(greens[i..]), new(blues[i..]));
            red.CopyTo(reds[i..]);
            green.CopyTo(greens[i..]);
            blue.CopyTo(blues[i..]);
        }

        last.Red.CopyTo(reds[end..]);
        last.Green.CopyTo(greens[end..]);
        last.Blue.CopyTo(blues[end..]);
    }

    /// <summary>The same for a face whose channels are equal.</summary>
    /// <param name="augmentation">How much.</param>
    /// <param name="draw">The luck of this face.</param>
    /// <param name="levels">Any channel, numbers in [0, 1], at least as many as a vector holds; changed.</param>
    public static void Apply(FaceAugmentation augmentation, AugmentationDraw draw, Span<float> levels)
    {
        if (ChangesNothing(augmentation))
        {
            return;
        }

        var change = Change(augmentation, draw, ColourChange.MeanGreyOf(levels, levels, levels));
        var count = Vector<float>.Count;
        var end = levels.Length - count;
        var last = change.Apply(new Vector<float>(levels[end..]));
        for (var i = 0; i < end; i += count)
        {
            change.Apply(new Vector<float>(levels[i..])).CopyTo(levels[i..]);
        }

        last.CopyTo(levels[end..]);
    }

    /// <summary>Adds noise to values in [0, 1].</summary>
    /// <param name="deviation">Standard deviation of the noise.</param>
    /// <param name="random">One draw for each value.</param>
    /// <param name="values">Changed in place.</param>
    /// <remarks>The sum of four uniform numbers is close enough to a normal one (nothing beyond 3.46 deviations) and
    /// costs one draw.</remarks>
    public static void AddNoise(float deviation, SeededRandom random, Span<float> values)
    {
        // Four integers below 65536, together of mean 131070 and variance 4 * 65536^2 / 12.
        var scale = deviation * (float)(Math.Sqrt(3) / 65536);
        foreach (ref var value in values)
        {
            var bits = random.NextBits();
            var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF)
                + (int)(bits >> 48);
            value = Math.Clamp(value + ((sum - 131070) * scale), 0, 1);
        }
    }

    private static bool ChangesNothing(FaceAugmentation augmentation) =>
        augmentation is { Brightness: 0, Contrast: 0, Saturation: 0 };

    private static ColourChange Change(FaceAugmentation augmentation, AugmentationDraw draw, float meanGrey)
    {
        var brightness = Factor(draw.Brightness, augmentation.Brightness);
        return new ColourChange(
            meanGrey * brightness,
            brightness,
            Factor(draw.Contrast, augmentation.Contrast),
            Factor(draw.Saturation, augmentation.Saturation));
    }

    private static float Factor(double uniform, double range) => (float)(1 + (((2 * uniform) - 1) * range));
}
