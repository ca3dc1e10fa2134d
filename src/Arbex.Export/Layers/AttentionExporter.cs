using Arbex.Export.Folding;
using Arbex.Export.Graphs;

namespace Arbex.Export.Layers;

/// <summary>
/// Scaled dot products of queries and keys, softmax, and the mean of values by it; shared by all attentions.
/// </summary>
/// <remarks>Outside of this, tokens are rows [B x T, E]: a linear layer on rows is one operator, and nothing is
/// moved.</remarks>
internal static class AttentionExporter
{
    /// <summary>Cuts rows into sequences of tokens and channels into heads: [B x T, E] -> [B, h, T, E/h].</summary>
    public static GraphValue Heads(this GraphBuilder graph, GraphValue rows, long tokens, int heads)
    {
        var (sequences, width) = (rows.Shape[0] with { Size = rows.Shape[0].Size / tokens }, rows.Shape[1].Size);
        return graph.Transpose(graph.Reshape(rows, [sequences, tokens, heads, width / heads]), 0, 2, 1, 3);
    }

    /// <summary>Attention of heads [B, h, T, E/h], joined again to rows [B x Tq, E].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="queries">[B, h, Tq, E/h], already divided by sqrt(E/h).</param>
    /// <param name="keys">[B, h, T, E/h].</param>
    /// <param name="values">[B, h, T, E/h].</param>
    /// <param name="bias">Added to the scores, [1, h, Tq, T]; null for none.</param>
    public static GraphValue Attend(
        this GraphBuilder graph, GraphValue queries, GraphValue keys, GraphValue values, GraphConstant? bias = null)
    {
        using var part = graph.Part("attend");
        var scores = graph.Product(queries, graph.Transpose(keys, 0, 1, 3, 2));       // [B, h, Tq, T]
        var attention = graph.Softmax(bias is null ? scores : graph.Plus(scores, bias));
        var mixed = graph.Transpose(graph.Product(attention, values), 0, 2, 1, 3);    // [B, Tq, h, E/h]
        var (sequences, tokens) = (mixed.Shape[0], mixed.Shape[1].Size);
        var width = mixed.Shape[2].Size * mixed.Shape[3].Size;
        return graph.Reshape(mixed, [sequences with { Size = sequences.Size * tokens }, width]);
    }

    /// <summary>Queries, keys and values from one layer's rows, the queries divided by sqrt(E/h).</summary>
    public static (FoldedWeights Query, FoldedWeights Key, FoldedWeights Value) Split(
        this FoldedWeights joined, int heads)
    {
        var width = joined.Rows / 3;
        return (
            joined.Part(0, width).Then(Scale(width, heads)), joined.Part(width, width), joined.Part(2 * width, width));
    }

    /// <summary>1 / sqrt(E/h).</summary>
    public static double Scale(int width, int heads) => 1 / Math.Sqrt((double)width / heads);
}
