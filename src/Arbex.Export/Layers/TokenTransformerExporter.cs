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
        var x = graph.Plus(tokens, Start(graph, transformer)); // [B, 1 + T, E]
        var isClassToken = transformer.Readout == TokenReadout.ClassToken;
        var blocks = transformer.Blocks;
        foreach (var (index, block) in blocks.Index())
        {
            using var blockPart = graph.Part($"block{index + 1}");
            // Where the class token alone is read, nothing else of the last block is needed.
            x = graph.Export(x, block, firstOnly: isClassToken && index == blocks.Count - 1);
        }

        var y = graph.Export(x, transformer.Normalization);
        return Gate(graph, isClassToken ? graph.Reshape(y, [y.Shape[0], y.Shape[2]]) : graph.Mean(y, 1), transformer.EmbeddingGate);
    }

    /// <summary>Positions, with the class token in the empty place: [1, 1 + T, E].</summary>
    private static GraphConstant Start(GraphBuilder graph, TokenTransformer transformer)
    {
        var positions = TensorNumbers.Of(transformer.Positions);
        foreach (var (index, number) in TensorNumbers.Of(transformer.ClassTokenStart).Index())
        {
            positions[index] += number;
        }

        return graph.Constant("positions", TensorShape.Of(transformer.Positions.shape), TensorNumbers.Rounded(positions));
    }

    private static GraphValue Export(this GraphBuilder graph, GraphValue x, TransformerBlock block, bool firstOnly)
    {
        var normed = graph.Export(x, block.AttentionNorm);
        var (query, key, value) = FoldedWeights.Of(block.Attention.QueryKeyValue).Split(block.Attention.Heads);
        var heads = block.Attention.Heads;
        var attended = graph.Attend(
            graph.Heads(graph.Export("query", firstOnly ? graph.First(normed, 1) : normed, query), heads),
            graph.Heads(graph.Export("key", normed, key), heads),
            graph.Heads(graph.Export("value", normed, value), heads));                                  // [B, T', E]
        var output = graph.Export("output", attended, FoldedWeights.Of(block.Attention.Output));
        var middle = graph.Plus(firstOnly ? graph.First(x, 1) : x, output);                             // equation 7
        return graph.Plus(middle, graph.Export(graph.Export(middle, block.FeedForwardNorm), block.FeedForward)); // equation 8
    }

    /// <summary>y * sigmoid(W2 relu(W1 y)): [B, E] -> [B, E].</summary>
    private static GraphValue Gate(GraphBuilder graph, GraphValue y, EmbeddingGate gate)
    {
        using var part = graph.Part("gate");
        var hidden = graph.Rectify(graph.Export("squeeze", y, FoldedWeights.Of(gate.Squeeze)));
        return graph.Times(y, graph.Sigmoid(graph.Export("excite", hidden, FoldedWeights.Of(gate.Excite))));
    }
}
