using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Export.Layers;

/// <summary>Two linear layers with GELU between.</summary>
internal static class FeedForwardExporter
{
    /// <summary>[B T, D] -> the same.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="x">Rows of tokens.</param>
    /// <param name="layer">The layers.</param>
    /// <param name="scale">A factor for each channel of the result, [D]; null for none.</param>
    public static GraphValue Export(this GraphBuilder graph, GraphValue x, FeedForward layer, Tensor? scale = null)
    {
        using var part = graph.Part("feedForward");
        var reduce = FoldedWeights.Of(layer.Reduce);
        var hidden = graph.Gelu(graph.Export("expand", x, FoldedWeights.Of(layer.Expand))); // [B T, H]
        return graph.Export("reduce", hidden, scale is null ? reduce : reduce.Then(scale)); // [B T, D]
    }
}
