using Arbex.Checkpoints;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Evaluate;

/// <summary>Opens a model file by what it is: an exported model, or a checkpoint of training.</summary>
internal static class ScoredModels
{
    /// <summary>What a file knows of itself, without libtorch.</summary>
    public static CheckpointInfo ReadInfo(string path) =>
        ExportedModels.IsExported(path) ? ScoredFile.ReadInfo(path) : Checkpoint.ReadInfo(path);

    /// <summary>Refuses what cannot be done with these files.</summary>
    public static void Check(EvaluateRequest request)
    {
        if (request.Uncalibrated && !request.Models.Any(ExportedModels.IsExported))
        {
            throw new ArbexException(
                $"--uncalibrated leaves out the temperature inside an exported file; '{request.Models[0]}' is none. Expected a "
                + "file that ends in .onnx. Leave the option out: checkpoints have no temperature.");
        }

        if (request.Models.FirstOrDefault(ExportedModels.IsExported) is { } file)
        {
            ExportedModels.CheckDevice(request.Compute.Device, file);
        }
    }

    public static IScoredModel Open(string path, EvaluateRequest request) => ExportedModels.IsExported(path)
        ? new ScoredFile(path, request.Compute.Threads, request.Uncalibrated, request.Mirror)
        : new ScoredCheckpoint(path, request.Compute, request.Mirror);
}
