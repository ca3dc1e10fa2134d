using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Inference;
using Arbex.Reliability;

namespace Arbex.Export.Layers;

/// <summary>Reliability balancing, from the encoder's embedding to everything that an exported model answers.</summary>
internal static class BalancerExporter
{
    /// <summary>Adds the balancing and makes its results the graph's.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="embeddings">[B, W].</param>
    /// <param name="balancer">The balancing.</param>
    public static void Export(this GraphBuilder graph, GraphValue embeddings, ReliabilityBalancer balancer)
    {
        using var part = graph.Part("balancer");
        var options = balancer.Options;
        var e = Embedding(graph, embeddings, balancer);                                       // [B, D]
        var primary = graph.Export(e, balancer.Head, options.Temperature);                    // [B, N], equation 9
        if (balancer.Anchors is { } anchors && balancer.Attention is { } attention)
        {
            var anchor = graph.ExportAnchorCorrection(e, anchors, options.Delta);             // [B, N], equation 14
            var attended = graph.Export(e, attention, (int)primary.Shape[1].Size);            // [B, N], equation 17
            Balance(graph, primary, anchor, attended, options);
        }
        else
        {
            graph.Output(ModelTensors.Final, primary);
            graph.Output(ModelTensors.Primary, primary);
        }

        graph.Output(ModelTensors.Embedding, e);
    }

    private static GraphValue Embedding(GraphBuilder graph, GraphValue embeddings, ReliabilityBalancer balancer)
    {
        var norm = balancer.Normalization is null ? null : ChannelAffine.Of(balancer.Normalization);
        if (balancer.Reduction is not null)
        {
            var weights = FoldedWeights.Of(balancer.Reduction);
            return graph.Export("reduction", embeddings, norm is null ? weights : weights.Then(norm));
        }

        if (norm is null)
        {
            return embeddings;
        }

        using var part = graph.Part("norm");
        var scaled = graph.Times(
            embeddings, graph.Constant("scale", [norm.Scale.Length], TensorNumbers.Rounded(norm.Scale)));
        return graph.Plus(scaled, graph.Constant("shift", [norm.Shift.Length], TensorNumbers.Rounded(norm.Shift)));
    }

    private static void Balance(
        GraphBuilder graph, GraphValue primary, GraphValue anchor, GraphValue attention, ReliabilityOptions options)
    {
        using var part = graph.SensitivePart("fusion");
        var primaryConfidence = Confidence(primary);                                          // [B, 1]
        var (anchorConfidence, attentionConfidence) = (Confidence(anchor), Confidence(attention));
        var correction = graph.ExportCombination(
            anchor, anchorConfidence, attention, attentionConfidence);                        // [B, N], equation 18
        var correctionConfidence = Confidence(correction);
        var final = options.FusionForm == FusionForm.Confidence
            ? graph.ExportCombination(
                primary, primaryConfidence, correction, correctionConfidence)                 // [B, N], equation 19
            : graph.ExportOfficialTrust(primary, primaryConfidence, correction);
        graph.Output(ModelTensors.Final, final);
        graph.Output(ModelTensors.Primary, primary);
        graph.Output(ModelTensors.AnchorCorrection, anchor);
        graph.Output(ModelTensors.AttentiveCorrection, attention);
        graph.Output(
            ModelTensors.Confidences,
            graph.Concatenate(                                                                // [B, 4]
                1, primaryConfidence, anchorConfidence, attentionConfidence, correctionConfidence));

        GraphValue Confidence(GraphValue distribution) => graph.ExportConfidence(distribution, options.EntropyDivisor);
    }
}
