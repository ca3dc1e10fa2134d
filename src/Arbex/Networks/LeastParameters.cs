namespace Arbex.Networks;

/// <summary>A bound from below on a network's parameters by its options alone, so that a file which describes a network far larger than
/// what it holds is refused before the network is made.</summary>
internal static class LeastParameters
{
    /// <summary>Counts the layers that grow with the square of a width, and the anchors.</summary>
    /// <param name="options">The network.</param>
    /// <param name="classes">Number of classes N.</param>
    /// <returns>No more than what the network has.</returns>
    public static long Of(ArbexOptions options, int classes)
    {
        var (transformer, reliability) = (options.Transformer, options.Reliability);
        var width = (long)transformer.Width;
        var blocks = transformer.Depth * ((4 + (2L * transformer.FeedForwardRatio)) * width * width);
        var image = Stages(options.Image.StageWidths, options.Image.StageDepths, kernel: 9); // at least a 3x3 convolution a unit
        var landmark = Stages(options.Landmark.StageWidths, options.Landmark.StageDepths, kernel: 1);
        var anchors = (long)classes * reliability.AnchorsPerClass * (reliability.Reduction > 0 ? reliability.Reduction : width);
        return blocks + image + landmark + anchors;
    }

    private static long Stages(IEnumerable<int> widths, IEnumerable<int> depths, int kernel) =>
        widths.Zip(depths, (width, depth) => (depth - 1L) * kernel * width * width).Sum(count => Math.Max(0, count));
}
