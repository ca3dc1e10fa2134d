using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>One scale at which the streams meet.</summary>
/// <remarks>
/// What follows the attention treats each token by itself, so it is done on the windows' tokens, and only its result is
/// put together to a map. B' are all windows of the batch, n the tokens of one.
/// </remarks>
internal static class CrossFusionExporter
{
    /// <summary>[B, D, 2H, 2W] and [B, C, H, W] -> [B, D, H, W].</summary>
    public static GraphValue Export(
        this GraphBuilder graph, GraphValue image, GraphValue landmarks, CrossFusionLevel level)
    {
        var map = graph.Export(image, level.Downsample);                                                // [B, D, H, W]
        var projected = level.LandmarkProjection is { } projection ? graph.Export(landmarks, projection) : landmarks;
        var tokens = graph.Export(graph.SplitWindows(map, level.Window), level.Normalization);          // [B' n, D]
        var queries = graph.SplitWindows(projected, level.Window);                                      // [B' n, D]

        var attended = graph.Export(tokens, queries, level.Attention, level.FeedForward);               // [B' n, D]
        var shortcut = level.LandmarkShortcut ? graph.Plus(tokens, queries) : tokens;                   // [B' n, D]
        var fused = graph.Export(shortcut, attended, level.FeedForward);                                // [B' n, D]
        return graph.JoinWindows(fused, level.Window, map.Shape);                                       // [B, D, H, W]
    }

    /// <summary>The residual branches; gamma1 is in the attention's last layer, gamma2 in the feed-forward's.</summary>
    private static GraphValue Export(
        this GraphBuilder graph, GraphValue shortcut, GraphValue attended, CrossFusionFeedForward layer)
    {
        var x = graph.Plus(shortcut, attended);                                                         // equation 4
        var branch = graph.Export(graph.Export(x, layer.Normalization), layer.FeedForward, layer.FeedForwardScale);
        return graph.Plus(x, branch);                                                                   // equation 5
    }

    private static GraphValue Export(
        this GraphBuilder graph, GraphValue image, GraphValue landmarks, WindowCrossAttention attention,
        CrossFusionFeedForward next)
    {
        using var part = graph.Part("attention");
        var (width, heads, n) = (attention.Width, attention.Heads, attention.Tokens);
        var keyValue = FoldedWeights.Of(attention.KeyValue);
        var (key, value) = (keyValue.Part(0, width), keyValue.Part(width, width));

        // The division by sqrt(D/I) is in the queries' weights, or in the keys' where queries have none.
        var scale = AttentionExporter.Scale(width, heads);
        GraphValue queries;
        if (attention.Query is { } query)
        {
            queries = graph.Export("query", landmarks, FoldedWeights.Of(query).Then(scale));
        }
        else
        {
            (queries, key) = (landmarks, key.Then(scale));
        }

        var bias = graph.Constant("bias", [1, heads, n, n], TensorNumbers.Rounded(TensorNumbers.Of(attention.Bias())));
        var attended = graph.Attend(
            graph.Heads(queries, n, heads), graph.Heads(graph.Export("key", image, key), n, heads),
            graph.Heads(graph.Export("value", image, value), n, heads), bias);                          // [B' n, D]
        return graph.Export("output", attended, FoldedWeights.Of(attention.Output).Then(next.AttentionScale));
    }
}
