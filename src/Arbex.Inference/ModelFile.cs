using Arbex.Inference.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Inference;

/// <summary>Reads model files. They may come from anywhere: whatever is wrong with one is an error for the user.</summary>
internal static class ModelFile
{
    private const long LargestFile = (2L << 30) - 1;

    /// <summary>Reads a file of sensible length.</summary>
    /// <exception cref="ArbexException">It does not exist, cannot be read, or is too large.</exception>
    public static byte[] Read(string path) => OnnxFile.Read(
        path, LargestFile, "The model", "a model", "an ONNX file that 'arbex export' wrote. Check the path.");

    /// <summary>Looks a file through, before ONNX Runtime does.</summary>
    /// <exception cref="ArbexException">It holds what has no business in a model of Arbex.</exception>
    public static GuardedModel Guard(byte[] model, string path) =>
        GuardedModel.Of(model, $"'{path}' cannot be used as a model", "Export it again with 'arbex export'.");

    /// <summary>The description inside an opened model.</summary>
    /// <exception cref="ArbexException">It has none, or one that cannot be read.</exception>
    public static ModelDescription Describe(InferenceSession session, string path) =>
        session.ModelMetadata.CustomMetadataMap.TryGetValue(ModelDescription.MetadataKey, out var json)
            ? ModelDescriptionJson.Read(json, path)
            : throw new ArbexException(
                $"'{path}' is an ONNX model without Arbex's description. Expected one that 'arbex export' wrote. Pass such a file.");

    /// <summary>An error for a model that ONNX Runtime does not take.</summary>
    public static ArbexException Unusable(string path, OnnxRuntimeException cause) => new(
        $"'{path}' cannot be used as a model: {cause.Message.Split('\n')[0].Trim()} Expected a whole ONNX file that 'arbex export' "
        + "wrote. Export it again.",
        cause);
}
