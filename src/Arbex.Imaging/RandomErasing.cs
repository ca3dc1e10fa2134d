namespace Arbex.Imaging;

/// <summary>Covers a rectangle of a normalised face with the mean colour, which is zero.</summary>
/// <remarks>Zhong et al., Random Erasing Data Augmentation, AAAI 2020. Differs: the rectangle's sides are cut to the
/// face instead of drawn again, so the number of draws is fixed.</remarks>
internal static class RandomErasing
{
    /// <summary>Sides differ by at most this factor.</summary>
    private const double LargestAspect = 3.3;

    /// <summary>Erases in place, or does nothing if luck says so.</summary>
    /// <param name="augmentation">How often and how much.</param>
    /// <param name="draw">The luck.</param>
    /// <param name="size">Side of the square planes.</param>
    /// <param name="planes">3 x S x S normalised numbers.</param>
    public static void Apply(FaceAugmentation augmentation, AugmentationDraw draw, int size, Span<float> planes)
    {
        if (draw.Erasing >= augmentation.ErasingProbability)
        {
            return;
        }

        var (least, most) = (augmentation.ErasingAreaMinimum, augmentation.ErasingAreaMaximum);
        var area = (least + ((most - least) * draw.ErasingArea)) * size * size;
        var aspect = Math.Pow(LargestAspect, (2 * draw.ErasingAspect) - 1);
        var width = Math.Clamp((int)Math.Round(Math.Sqrt(area * aspect)), 1, size);
        var height = Math.Clamp((int)Math.Round(Math.Sqrt(area / aspect)), 1, size);
        var left = (int)(draw.ErasingX * (size - width + 1));
        var top = (int)(draw.ErasingY * (size - height + 1));
        for (var channel = 0; channel < ImageBuffer.Channels; channel++)
        {
            for (var y = top; y < top + height; y++)
            {
                planes.Slice((((channel * size) + y) * size) + left, width).Clear();
            }
        }
    }
}
