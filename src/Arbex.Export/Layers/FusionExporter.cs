using Arbex.Export.Graphs;
using Arbex.Reliability;

namespace Arbex.Export.Layers;

/// <summary>Confidences of distributions and joining by them: equations 10, 11, 18 and 19.</summary>
internal static class FusionExporter
{
    /// <summary>C(p) = 1 + sum p ln p / Z, held in [0, 1]: [B, N] -> [B, 1].</summary>
    public static GraphValue ExportConfidence(this GraphBuilder graph, GraphValue distribution, EntropyDivisor divisor)
    {
        var classes = distribution.Shape[1].Size;
        var z = divisor == EntropyDivisor.LogClasses ? Math.Log(classes) : classes;
        var logarithm = graph.Logarithm(graph.AtLeast(distribution, Confidence.SmallestProbability)); // [B, N]
        var sum = graph.Sum(graph.Times(distribution, logarithm), 1, keep: true);                     // [B, 1]
        return graph.Within(graph.Plus(graph.Times(sum, graph.Number(1 / z)), graph.Number(1)), 0, 1); // [B, 1]
    }

    /// <summary>c1/(c1 + c2) p1 + c2/(c1 + c2) p2, half and half where both confidences are 0: [B, N].</summary>
    public static GraphValue ExportCombination(
        this GraphBuilder graph, GraphValue first, GraphValue firstConfidence, GraphValue second,
        GraphValue secondConfidence)
    {
        var sum = graph.Plus(firstConfidence, secondConfidence);                                      // [B, 1]
        var tooSmall = graph.IsAtMost(sum, ReliabilityFusion.SmallestConfidence);
        var weight = graph.FilledWhere(
            graph.Over(firstConfidence, graph.FilledWhere(sum, tooSmall, 1)), tooSmall, 0.5);         // [B, 1]
        return graph.Mixture(first, weight, second);
    }

    /// <summary>c_l l + (1 - c_l) t, what the published code's form is once training is over: [B, N].</summary>
    public static GraphValue ExportOfficialTrust(
        this GraphBuilder graph, GraphValue primary, GraphValue primaryConfidence, GraphValue correction) =>
        graph.Mixture(primary, primaryConfidence, correction);

    private static GraphValue Mixture(
        this GraphBuilder graph, GraphValue first, GraphValue weight, GraphValue second) => graph.Plus(
        graph.Times(weight, first), graph.Times(graph.Minus(graph.Number(1), weight), second));
}
