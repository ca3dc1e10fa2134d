using System.Collections.Immutable;
using Arbex.Export.Graphs;

namespace Arbex.Export.Quantization;

/// <summary>A network whose layers compute on bytes.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Layers">How many of its layers are on bytes.</param>
/// <param name="Sensitivity">What each of them changes alone; empty where that was not asked for.</param>
internal sealed record NetworkOnBytes(Graph Graph, int Layers, ImmutableArray<LayerSensitivity> Sensitivity)
{
    /// <summary>Measures ranges on faces and makes the network.</summary>
    /// <param name="network">The network in float32.</param>
    /// <param name="options">How.</param>
    /// <param name="material">The faces.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <exception cref="ExportException">There are too few faces, or a layer's name fits none.</exception>
    public static NetworkOnBytes Of(
        Graph network, ByteOptions options, ExportMaterial material, CancellationToken cancellation)
    {
        if (material.RangeFaces.Count < ByteOptions.FewestFaces)
        {
            throw new ExportException(
                $"There are {material.RangeFaces.Count} faces to measure the ranges of int8 on. Expected at least "
                + $"{ByteOptions.FewestFaces}, better 200 or more, like those that the model was trained on.");
        }

        var graph = ByteForms.Of(network);
        var plan = BytePlan.Of(graph, FloatLayers(graph, options));
        var values = material.SensitivityFaces == 0
            ? plan.Observed
            : [.. plan.Observed.Union(
                plan.Layers.Select(layer => layer.Inputs[0]), (IEqualityComparer<GraphValue>)ReferenceEqualityComparer.Instance)];
        var ranges = ActivationRanges.Measure(graph, values, material.RangeFaces, options, material.Threads, cancellation);
        return new(
            ByteGraph.Of(graph, plan, ranges, options.WideWeights),
            plan.Layers.Count,
            material.SensitivityFaces == 0
                ? []
                : SensitivityStudy.Run(
                    graph, plan, ranges, [.. material.RangeFaces.Take(material.SensitivityFaces)], options, material.Threads,
                    cancellation));
    }

    private static Func<GraphNode, bool> FloatLayers(Graph graph, ByteOptions options)
    {
        foreach (var name in options.KeepFloat)
        {
            if (!graph.Nodes.Any(node => node.Weights is not null && Begins(node, name)))
            {
                var some = graph.Nodes.Where(node => node.Weights is not null).Select(node => node.Output.Name).Take(3);
                throw new ExportException(
                    $"No layer's name begins with '{name}', which is to stay in float32. Expected the beginning of a name such as "
                    + $"{string.Join(", ", some)}. The sensitivity report lists all of them.");
            }
        }

        // The embedding is an answer itself, and its layer is small.
        return node => graph.Outputs.Contains(node.Output) || options.KeepFloat.Any(name => Begins(node, name));
    }

    private static bool Begins(GraphNode node, string name) => node.Output.Name.StartsWith(name, StringComparison.Ordinal);
}
