using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>
/// Turns the three fused maps into one row of tokens, with an empty place before them for the class token.
/// </summary>
internal static class TokenEmbeddingExporter
{
    /// <summary>
    /// [B, D1, 4s, 4s], [B, D2, 2s, 2s], [B, D3, s, s] -> [B, 1 + 3 x s x s, E], whose first token is zero.
    /// </summary>
    public static GraphValue Export(this GraphBuilder graph, IReadOnlyList<GraphValue> maps, TokenEmbedding embedding)
    {
        using var part = graph.Part("tokens");
        var rows = maps.Zip(embedding.Levels, (map, level) => Flattened(
            graph, level.Layers().Cast<Convolution>().Aggregate(map, (x, layer) => graph.Export(x, layer)))).ToArray();
        rows[0] = graph.PadBefore(rows[0], 1);                                    // [B, E, 1 + s x s]
        return graph.Transpose(graph.Concatenate(2, [.. rows]), 0, 2, 1);         // [B, 1 + 3 x s x s, E]
    }

    private static GraphValue Flattened(GraphBuilder graph, GraphValue map) =>
        graph.Reshape(map, [map.Shape[0], map.Shape[1], map.Shape[2].Size * map.Shape[3].Size]); // [B, E, s x s]
}
