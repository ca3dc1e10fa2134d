using System.Collections.Immutable;
using Arbex.Export.Checks;
using Arbex.Export.Graphs;
using Arbex.Export.Onnx;
using Arbex.Inference;

namespace Arbex.Export.Quantization;

/// <summary>Puts the layers of a network on bytes one at a time and sees what that does to the answers.</summary>
internal static class SensitivityStudy
{
    /// <summary>Goes through the layers.</summary>
    /// <param name="network">The network in float32.</param>
    /// <param name="plan">Its layers on bytes.</param>
    /// <param name="ranges">The range of every value that any plan wants observed.</param>
    /// <param name="faces">Prepared faces.</param>
    /// <param name="options">How bytes are made.</param>
    /// <param name="threads">Processor threads of ONNX Runtime; 0 leaves the choice to it.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <returns>The layers, from the one that changes most.</returns>
    public static ImmutableArray<LayerSensitivity> Run(
        Graph network, BytePlan plan, IReadOnlyDictionary<GraphValue, ValueRange> ranges, IReadOnlyList<float[]> faces,
        ByteOptions options, int threads, CancellationToken cancellation)
    {
        var expected = Answers(network, faces, threads, cancellation);
        return
        [
            .. plan.Layers.Select(layer =>
            {
                var alone = BytePlan.Of(network, node => !ReferenceEquals(node, layer));
                var graph = ByteGraph.Of(network, alone, ranges, options.WideWeights);
                return Compare(layer.Output.Name, expected, Answers(graph, faces, threads, cancellation));
            }).OrderByDescending(layer => layer.Change).ThenBy(layer => layer.Layer, StringComparer.Ordinal),
        ];
    }

    private static List<float[]> Answers(
        Graph graph, IReadOnlyList<float[]> faces, int threads, CancellationToken cancellation)
    {
        using var session = new GraphSession(graph, threads);
        var answers = new List<float[]>();
        foreach (var face in faces)
        {
            cancellation.ThrowIfCancellationRequested();
            using var results = session.Run(face, [ModelTensors.Final]);
            answers.Add(results[0].GetTensorDataAsSpan<float>().ToArray());
        }

        return answers;
    }

    private static LayerSensitivity Compare(string layer, List<float[]> expected, List<float[]> actual)
    {
        var pairs = expected.Zip(actual).ToArray();
        return new(
            layer,
            pairs.Average(pair => OutputComparison.Distance(pair.First, pair.Second)),
            pairs.Average(pair => OutputComparison.First(pair.First) == OutputComparison.First(pair.Second) ? 0.0 : 1));
    }
}
