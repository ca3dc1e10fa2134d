using Arbex.Export.Folding;
using Arbex.Export.Graphs;

namespace Arbex.Export.Layers;

/// <summary>Linear layers, on rows and on rows of tokens.</summary>
internal static class LinearExporter
{
    /// <summary>[B, D] -> [B, H], or [B, T, D] -> [B, T, H].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The layer's part in its module.</param>
    /// <param name="x">What it is applied to.</param>
    /// <param name="weights">Its weights with all that is folded into them.</param>
    public static GraphValue Export(this GraphBuilder graph, string name, GraphValue x, FoldedWeights weights)
    {
        using var part = graph.Part(name);
        return x.Shape.Rank == 2
            ? graph.Linear(x, weights.Weight(graph), weights.Bias(graph))
            : graph.Plus(graph.Product(x, weights.Transposed(graph)), weights.Bias(graph));
    }
}
