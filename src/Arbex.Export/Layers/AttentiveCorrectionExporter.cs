using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Reliability;

namespace Arbex.Export.Layers;

/// <summary>The attentive correction t_a, equations 15 to 17.</summary>
internal static class AttentiveCorrectionExporter
{
    /// <summary>[B, D] -> t_a, [B, N].</summary>
    public static GraphValue Export(
        this GraphBuilder graph, GraphValue embedding, AttentiveCorrection correction, int classes)
    {
        using var part = graph.Part("attention");
        var attended = correction.Value is null
            ? Tokens(graph, embedding, correction)
            : graph.Export("value", embedding, SingleToken(correction));
        using var sensitive = graph.SensitivePart("distribution");
        var shares = graph.Softmax(attended);                                                      // equation 17
        var outputs = attended.Shape[1].Size;
        return outputs == classes
            ? shares
            : graph.Sum(graph.Reshape(shares, [embedding.Shape[0], classes, outputs / classes]), 2); // [B, N]
    }

    /// <summary>[B, D] -> tokens [B, T, D/T] -> attention -> [B, N x K].</summary>
    private static GraphValue Tokens(GraphBuilder graph, GraphValue embedding, AttentiveCorrection correction)
    {
        var positions = correction.Positions!;
        var (b, t, width) = (embedding.Shape[0], positions.shape[1], positions.shape[2]);
        var x = graph.Plus(
            graph.Reshape(embedding, [b, t, width]),
            graph.Constant("positions", [1, t, width], TensorNumbers.Rounded(TensorNumbers.Of(positions))));
        var rows = graph.Reshape(x, [b with { Size = b.Size * t }, width]);                        // [B T, D/T]
        var mixed = graph.Plus(rows, graph.Export(rows, t, correction.Attention));                 // [B T, D/T]
        return graph.Export("readout", graph.Reshape(mixed, [b, t * width]), FoldedWeights.Of(correction.Readout!));
    }

    private static GraphValue Export(this GraphBuilder graph, GraphValue x, long tokens, MultiHeadAttention attention)
    {
        var heads = attention.HeadCount;
        var (query, key, value) = FoldedWeights.Of(attention.InputWeight, attention.InputBias).Split(heads);
        var attended = graph.Attend(
            graph.Heads(graph.Export("query", x, query), tokens, heads),
            graph.Heads(graph.Export("key", x, key), tokens, heads),
            graph.Heads(graph.Export("value", x, value), tokens, heads)); // [B T, E], equation 16
        return graph.Export("output", attended, FoldedWeights.Of(attention.Output));
    }

    /// <summary>
    /// Outside training one sample is one token, whose attention to itself is 1 whatever query and key are: what is
    /// left are three linear layers in a row, which are one.
    /// </summary>
    private static FoldedWeights SingleToken(AttentiveCorrection correction)
    {
        var attention = correction.Attention;
        var (_, _, value) = FoldedWeights.Of(attention.InputWeight, attention.InputBias).Split(attention.HeadCount);
        return FoldedWeights.Of(attention.Output).After(value.After(FoldedWeights.Of(correction.Value!)));
    }
}
