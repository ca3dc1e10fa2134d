using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Export.Checks;
using Arbex.Files;
using Arbex.Inference;
using Arbex.Networks;

namespace Arbex.Export;

/// <summary>Writes trained networks as ONNX files that need nothing beside them.</summary>
/// <remarks>
/// The file has the whole network with reliability balancing inside, for any number of faces at once. Its input and
/// outputs are named in <see cref="Inference.ModelTensors"/>; labels, preparation of faces, options, metrics and
/// versions are in its metadata (<see cref="Inference.ModelDescription"/>).
/// <code>
/// var (network, info) = Checkpoint.Load("best.safetensors");
/// ModelExporter.Export(network, info, "model.onnx", new ExportOptions());
/// </code>
/// </remarks>
public static class ModelExporter
{
    /// <summary>
    /// Writes a file and compares its answers with the network's on random input, and on faces where some are given; a
    /// file that differs is not left.
    /// </summary>
    /// <param name="network">The network; read, and asked in evaluation.</param>
    /// <param name="info">What its checkpoint says of it.</param>
    /// <param name="path">The file, by custom <c>*.onnx</c>; written over.</param>
    /// <param name="options">How to export.</param>
    /// <param name="material">Faces to compare on and, for int8, to measure ranges on; null for none.</param>
    /// <param name="cancellation">Stops early, without a file.</param>
    /// <returns>What was written, and how close it is.</returns>
    /// <exception cref="ExportException">An option cannot be used, or the file answers otherwise than the
    /// network.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportReport Export(
        ArbexNet network, CheckpointInfo info, string path, ExportOptions options, ExportMaterial? material = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(info);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        CheckFits(network, info);

        material ??= new ExportMaterial();
        var model = ExportedModel.Of(
            network, info, options, options.Name ?? Path.GetFileNameWithoutExtension(path), material, cancellation);
        if (model.Bytes is { Sensitivity.IsEmpty: false } bytes)
        {
            material.TellSensitivity?.Invoke(bytes.Sensitivity);
        }

        CheckReport? check = null;
        AtomicFile.Write(path, model.Write, draft =>
        {
            try
            {
                check = ExportCheck.Run(draft, network, Faces(options, material), material.Threads, cancellation);
                if (material.MeasureConfidence is not { } measure)
                {
                    return null;
                }

                model = model.With(measure(draft));
                return model.Write;
            }
            catch (ArbexException refused) when (refused.Message.Contains(draft, StringComparison.Ordinal))
            {
                throw new ExportException(refused.Message.Replace(draft, path, StringComparison.Ordinal), refused);
            }
        });
        return new ExportReport
        {
            Path = path,
            Bytes = new FileInfo(path).Length,
            Parameters = network.parameters().Sum(parameter => parameter.numel()),
            Numbers = model.Graph.Constants.Sum(constant => constant.Shape.Elements.Size),
            Operators = model.Graph.Nodes.CountBy(node => node.Kind.ToString(), StringComparer.Ordinal)
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            LayersOnBytes = model.Bytes?.Layers ?? 0,
            Sensitivity = model.Bytes?.Sensitivity ?? [],
            Description = model.Description,
            Check = check!,
        };
    }

    /// <summary>What to compare on: random input tells nothing of a file on bytes, so it needs faces.</summary>
    private static IEnumerable<float[]> Faces(ExportOptions options, ExportMaterial material) =>
        material.CheckFaces ?? (options.Precision == ModelPrecision.Quantized ? material.RangeFaces : []);

    private static void CheckFits(ArbexNet network, CheckpointInfo info)
    {
        if (info.Labels.Length != network.Classes || info.Preprocessing.InputSize != network.Options.InputSize)
        {
            throw new ExportException(
                $"The description has {info.Labels.Length} classes and an input of {info.Preprocessing.InputSize} "
                + $"pixels; the network has {network.Classes} and {network.Options.InputSize}. Expected the network's "
                + "own description: export what Checkpoint.Load gives.");
        }

        if (info.MissingTensors > 0)
        {
            throw new ExportException(
                $"The network was imported in part: {info.MissingTensors} of its tensors are random, and so are its "
                + "answers. Train it first: arbex train --weights.");
        }
    }
}
