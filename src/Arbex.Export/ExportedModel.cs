using System.Collections.Immutable;
using System.Globalization;
using Arbex.Checkpoints;
using Arbex.Export.Graphs;
using Arbex.Export.Onnx;
using Arbex.Export.Precision;
using Arbex.Export.Quantization;
using Arbex.Inference;
using Arbex.Networks;
using Google.Protobuf;

namespace Arbex.Export;

/// <summary>A network as a graph together with what its file is to say of itself.</summary>
internal sealed class ExportedModel
{
    private ExportedModel(Graph graph, NetworkOnBytes? bytes, ModelDescription description)
    {
        (Graph, Bytes, Description) = (graph, bytes, description);
    }

    public Graph Graph { get; }

    /// <summary>How it computes on bytes; null in other precisions.</summary>
    public NetworkOnBytes? Bytes { get; }

    public ModelDescription Description { get; }

    /// <summary>Makes it from a network.</summary>
    public static ExportedModel Of(
        ArbexNet network, CheckpointInfo info, ExportOptions options, string name, ExportMaterial material,
        CancellationToken cancellation)
    {
        var graph = NetworkGraph.Of(network);
        var description = Describe(info, options, name);
        if (options.Precision == ModelPrecision.Quantized)
        {
            var bytes = NetworkOnBytes.Of(graph, options.Bytes, material, cancellation);
            return new(bytes.Graph, bytes, description);
        }

        return new(options.Precision == ModelPrecision.Half ? HalfPrecision.Of(graph) : graph, null, description);
    }

    /// <summary>The same network with a statement of how far its confidence can be trusted.</summary>
    public ExportedModel With(ConfidenceCalibration calibration) =>
        new(Graph, Bytes, Description with { Calibration = calibration });

    /// <summary>Writes the file's bytes, the same ones for the same model.</summary>
    public void Write(Stream stream) => OnnxWriter.Write(
        Graph, Description.Name, Text(),
        [KeyValuePair.Create(ModelDescription.MetadataKey, ModelDescriptionJson.Write(Description))],
        CheckpointInfo.CurrentVersions["arbex"]).WriteTo(stream);

    private static ModelDescription Describe(CheckpointInfo info, ExportOptions options, string name) =>
        CheckpointDescription.Of(info, name) with
        {
            Precision = options.Precision,
            Licence = options.Licence,
            Versions = info.Versions.SetItems(ExportVersions),
        };

    /// <summary>Versions of what writes the file, beside those of what trained it.</summary>
    private static ImmutableSortedDictionary<string, string> ExportVersions { get; } =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("exportedByArbex", CheckpointInfo.CurrentVersions["arbex"]),
            KeyValuePair.Create("onnxOperators", OnnxWriter.OperatorSet.ToString(CultureInfo.InvariantCulture)),
        ]);

    private string Text() =>
        $"Recognises facial expressions and says how sure it is: {string.Join(", ", Description.Labels)}. Prepare "
        + $"faces as the metadata entry '{ModelDescription.MetadataKey}' says ({Description.Preprocessing}); the "
        + $"answer is the output '{ModelTensors.Final}'.";
}
