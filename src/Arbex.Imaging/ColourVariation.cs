namespace Arbex.Imaging;

/// <summary>Brightness, contrast, saturation and noise on planes of floats in [0, 1]; what leaves that range is
/// cut.</summary>
internal static class ColourVariation
{
    // Grey as the eye sees it (ITU-R BT.601), as image libraries compute it.
    private const float RedShare = 0.299f;
    private const float GreenShare = 0.587f;
    private const float BlueShare = 0.114f;

    /// <summary>Changes the planes in place.</summary>
    /// <param name="augmentation">The ranges.</param>
    /// <param name="draw">The luck.</param>
    /// <param name="size">Side of the square planes.</param>
    /// <param name="planes">3 x S x S numbers in [0, 1].</param>
    public static void Apply(FaceAugmentation augmentation, AugmentationDraw draw, int size, Span<float> planes)
    {
        if (augmentation.Brightness > 0 || augmentation.Contrast > 0 || augmentation.Saturation > 0)
        {
            var area = size * size;
            ApplyColour(
                Factor(draw.Brightness, augmentation.Brightness),
                Factor(draw.Contrast, augmentation.Contrast),
                Factor(draw.Saturation, augmentation.Saturation),
                planes[..area],
                planes.Slice(area, area),
                planes.Slice(2 * area, area));
        }

        if (augmentation.NoiseStandardDeviation > 0)
        {
            AddNoise((float)augmentation.NoiseStandardDeviation, new SeededRandom(draw.NoiseSeed), planes);
        }
    }

    private static void ApplyColour(
        float brightness, float contrast, float saturation, Span<float> reds, Span<float> greens, Span<float> blues)
    {
        var sum = 0.0;
        for (var i = 0; i < reds.Length; i++)
        {
            sum += (RedShare * reds[i]) + (GreenShare * greens[i]) + (BlueShare * blues[i]);
        }

        var meanGrey = (float)(sum / reds.Length) * brightness;
        for (var i = 0; i < reds.Length; i++)
        {
            var red = Around(meanGrey, reds[i] * brightness, contrast);
            var green = Around(meanGrey, greens[i] * brightness, contrast);
            var blue = Around(meanGrey, blues[i] * brightness, contrast);
            var grey = (RedShare * red) + (GreenShare * green) + (BlueShare * blue);
            reds[i] = Math.Clamp(Around(grey, red, saturation), 0, 1);
            greens[i] = Math.Clamp(Around(grey, green, saturation), 0, 1);
            blues[i] = Math.Clamp(Around(grey, blue, saturation), 0, 1);
        }
    }

    /// <remarks>The sum of four uniform numbers is close enough to a normal one (nothing beyond 3.46 deviations) and
    /// costs one draw.</remarks>
    private static void AddNoise(float deviation, SeededRandom random, Span<float> values)
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

    private static float Factor(double uniform, double range) => (float)(1 + (((2 * uniform) - 1) * range));

    private static float Around(float centre, float value, float factor) => centre + ((value - centre) * factor);
}
