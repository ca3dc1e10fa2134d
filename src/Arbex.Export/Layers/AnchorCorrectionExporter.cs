using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using static TorchSharp.torch;

namespace Arbex.Export.Layers;

/// <summary>The geometric correction t_g, equations 12 to 14.</summary>
internal static class AnchorCorrectionExporter
{
    /// <summary>[B, D] -> t_g, [B, N].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="embedding">e.</param>
    /// <param name="anchors">a, [N, K, D].</param>
    /// <param name="delta">Steepness.</param>
    public static GraphValue ExportAnchorCorrection(
        this GraphBuilder graph, GraphValue embedding, Tensor anchors, double delta)
    {
        using var part = graph.SensitivePart("anchors");
        var (n, k, d) = (anchors.shape[0], anchors.shape[1], anchors.shape[2]);
        var points = graph.Constant("anchors", [1, n * k, d], TensorNumbers.Rounded(TensorNumbers.Of(anchors)));
        // The differences themselves, as in training: |e|^2 - 2 e a + |a|^2 would lose the digits of close ones.
        var difference = graph.Minus(graph.NewAxis(embedding, 1), points); // [B, N x K, D]
        var distances = graph.Length(difference, 2); // [B, N x K], equation 12
        var similarities = graph.Softmax(graph.Times(distances, graph.Number(-1 / delta))); // [B, N x K], equation 13
        return graph.Sum(graph.Reshape(similarities, [embedding.Shape[0], n, k]), 2); // [B, N], equation 14
    }
}
