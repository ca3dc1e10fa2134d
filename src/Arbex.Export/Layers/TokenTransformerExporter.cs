using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>The vision transformer that joins the scales.</summary>
internal static class TokenTransformerExporter
{
    /// <summary>[B, 1 + T, E], whose first token is zero, to the embedding [B, E].</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue tokens, TokenTransformer transformer)
    {
        using var part = graph.Part("transformer");
        var (b, t, e) = (tokens.Shape[0], tokens.Shape[1].Size, tokens.Shape[2].Size);
        var started = graph.Plus(tokens, Start(graph, transformer));                     // [B, 1 + T, E]
        var x = graph.Reshape(started, [b with { Size = b.Size * t }, e]);               // [B (1 + T), E]
        var isClassToken = transformer.Readout == TokenReadout.ClassToken;
        var blocks = transformer.Blocks;
        foreach (var (index, block) in blocks.Index())
        {
            using var blockPart = graph.Part($"block{index + 1}");
            // Where the class token alone is read, nothing else of the last block is needed.
            x = graph.Export(x, t, block, firstOnly: isClassToken && index == blocks.Count - 1);
        }

        var y = graph.Export(x, transformer.Normalization);
        return Gate(graph, isClassToken ? y : graph.Mean(graph.Reshape(y, [b, t, e]), 1), transformer.EmbeddingGate);
    }

    /// <summary>Positions, with the class token in the empty place: [1, 1 + T, E].</summary>
    private static GraphConstant Start(GraphBuilder graph, TokenTransformer transformer)
    {
        var positions = TensorNumbers.Of(transformer.Positions);
        foreach (var (index, number) in TensorNumbers.Of(transformer.ClassTokenStart).Index())
        {
            positions[index] += number;
        }

        return graph.Constant(
            "positions", TensorShape.Of(transformer.Positions.shape), TensorNumbers.Rounded(positions));
    }

    /// <summary>Rows [B T, E] -> the same, or [B, E] where only the first token of each sequence is wanted.</summary>
    private static GraphValue Export(
        this GraphBuilder graph, GraphValue x, long tokens, TransformerBlock block, bool firstOnly)
    {
        var normed = graph.Export(x, block.AttentionNorm);
        var (query, key, value) = FoldedWeights.Of(block.Attention.QueryKeyValue).Split(block.Attention.Heads);
        var heads = block.Attention.Heads;
        var queries = graph.Export("query", firstOnly ? First(graph, normed, tokens) : normed, query);
        var attended = graph.Attend(
            graph.Heads(queries, firstOnly ? 1 : tokens, heads),
            graph.Heads(graph.Export("key", normed, key), tokens, heads),
            graph.Heads(graph.Export("value", normed, value), tokens, heads));
        var output = graph.Export("output", attended, FoldedWeights.Of(block.Attention.Output));
        var middle = graph.Plus(firstOnly ? First(graph, x, tokens) : x, output);                 // equation 7
        var branch = graph.Export(graph.Export(middle, block.FeedForwardNorm), block.FeedForward);
        return graph.Plus(middle, branch);                                                        // equation 8
    }

    /// <summary>The first token of each sequence: [B T, E] -> [B, E].</summary>
    private static GraphValue First(GraphBuilder graph, GraphValue rows, long tokens)
    {
        var (b, e) = (rows.Shape[0] with { Size = rows.Shape[0].Size / tokens }, rows.Shape[1].Size);
        return graph.Reshape(graph.First(graph.Reshape(rows, [b, tokens, e]), 1), [b, e]);
    }

    /// <summary>y * sigmoid(W2 relu(W1 y)): [B, E] -> [B, E].</summary>
    private static GraphValue Gate(GraphBuilder graph, GraphValue y, EmbeddingGate gate)
    {
        using var part = graph.Part("gate");
        var hidden = graph.Rectify(graph.Export("squeeze", y, FoldedWeights.Of(gate.Squeeze)));
        return graph.Times(y, graph.Sigmoid(graph.Export("excite", hidden, FoldedWeights.Of(gate.Excite))));
    }
}
