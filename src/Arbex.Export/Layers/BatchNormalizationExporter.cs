using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>Batch norms that stand in front of a convolution with zeros around its map.</summary>
/// <remarks>
/// Their shift cannot move into the convolution: the zeros come after the norm, so that at the border it would be added
/// where it is not. All other batch norms are multiplied into the layer beside them and leave no node.
/// </remarks>
internal static class BatchNormalizationExporter
{
    /// <summary>[B, C, H, W] -> the same.</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue map, BatchNormalization layer)
    {
        using var part = graph.Part("norm");
        var norm = ChannelAffine.Of(layer);
        var width = norm.Scale.Length;
        return graph.BatchNormalize(
            map,
            graph.Constant("scale", [width], TensorNumbers.Rounded(norm.Scale)),
            graph.Constant("shift", [width], TensorNumbers.Rounded(norm.Shift)),
            graph.Constant("zeros", [width], new float[width]),
            graph.Constant("ones", [width], [.. Enumerable.Repeat(1f, width)]),
            epsilon: 0);
    }
}
