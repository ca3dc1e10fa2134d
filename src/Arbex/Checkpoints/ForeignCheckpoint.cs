using Arbex.Files;

namespace Arbex.Checkpoints;

/// <summary>Says what was passed as a checkpoint and is none.</summary>
internal static class ForeignCheckpoint
{
    /// <summary>A run's folder is easily given instead of the checkpoint in it.</summary>
    public static CheckpointException Folder(string path)
    {
        var best = Path.Combine(path, "best.safetensors");
        return new CheckpointException(
            $"'{path}' is a folder. Expected a .safetensors file written by arbex train. "
            + (File.Exists(best) ? $"Did you mean '{best}'?" : "Give a file in it."));
    }

    /// <summary>Names what is plainly another kind of file, where nothing else explains it.</summary>
    public static CheckpointException? Of(Stream stream, string path)
    {
        var head = ForeignFile.HeadOf(stream);
        var (kind, remedy) = ForeignFile.Of(head) is { } known ? known
            : ForeignFile.MayBePyTorch(head) ? ("a PyTorch file or another archive", "Make a checkpoint of it with 'arbex import'.")
            : ForeignFile.MayBeOnnx(head) ? ("an ONNX model", "Pass the checkpoint that it was exported from, or name the file '.onnx'.")
            : default((string?, string));
        return kind is null
            ? null
            : new CheckpointException($"'{path}' is no checkpoint: it is {kind}. Expected a .safetensors file. {remedy}");
    }
}
