using Arbex.Export.Folding;
using Arbex.Export.Graphs;

namespace Arbex.Export.Layers;

/// <summary>Linear layers.</summary>
internal static class LinearExporter
{
    /// <summary>[B, D] -> [B, H].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The layer's part in its module.</param>
    /// <param name="rows">What it is applied to.</param>
    /// <param name="weights">Its weights with all that is folded into them.</param>
    public static GraphValue Export(this GraphBuilder graph, string name, GraphValue rows, FoldedWeights weights)
    {
        using var part = graph.Part(name);
        return graph.Linear(rows, weights.Weight(graph), weights.Bias(graph));
    }
}
