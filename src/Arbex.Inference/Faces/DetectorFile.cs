using Arbex.Imaging;
using Arbex.Inference.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Arbex.Inference.Faces;

/// <summary>Opens model files of detectors. They come from anywhere: whatever is wrong with one is an error for the
/// user.</summary>
internal static class DetectorFile
{
    private const long LargestFile = 256L << 20;

    /// <summary>Reads a file of sensible length.</summary>
    /// <exception cref="ArbexException">It does not exist, cannot be read, or is too large.</exception>
    public static byte[] Read(string path) => OnnxFile.Read(
        path, LargestFile, "The face detector", "a face detector",
        "an ONNX file. Check the path, or see 'arbex models list' for detectors by name.");

    /// <summary>Looks a file through, before ONNX Runtime does.</summary>
    /// <exception cref="ArbexException">It holds what has no business in a face detector.</exception>
    public static GuardedModel Guard(byte[] model, string path) => GuardedModel.Of(
        model, $"'{path}' cannot be used as a face detector",
        "Pass the file of YuNet or RetinaFace, or fetch it again with 'arbex models pull'.");

    /// <summary>Finds the layout that a model has, and the size of its input.</summary>
    /// <param name="model">The file's content.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="layouts">Those that are allowed.</param>
    /// <exception cref="ArbexException">It is no ONNX model, or none of these detectors.</exception>
    public static DetectorShape Inspect(byte[] model, string path, IReadOnlyList<IDetectorLayout> layouts)
    {
        using var options = OnnxFile.SessionSettings(threads: 1);
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        using var session = Open(model, path, options);
        var layout = layouts.FirstOrDefault(layout =>
            layout.Outputs.All(output => session.OutputMetadata.ContainsKey(output.Name)));
        if (layout is null)
        {
            var known = string.Join(" or ", layouts.Select(known => $"{known.Name} ({known.Outputs[0].Name}, ...)"));
            throw new ArbexException(
                $"'{path}' has the outputs {string.Join(", ", session.OutputMetadata.Keys.Take(12))}. Expected those "
                + $"of {known}. Pass the file of a face detector.");
        }

        var (name, input) = session.InputMetadata.FirstOrDefault();
        if (session.InputMetadata.Count != 1 || input.ElementDataType != TensorElementType.Float
            || input.Dimensions is not [_, -1 or ImageBuffer.Channels, var height, var width])
        {
            throw new ArbexException(
                $"'{path}' takes {string.Join(", ", session.InputMetadata.Select(Describe))}. Expected one input of "
                + "shape [1, 3, height, width] in 32-bit floating point. Pass the file of a face detector.");
        }

        return new DetectorShape(layout, name, width > 0 && height > 0 ? (width, height) : null);
    }

    /// <summary>Makes a session.</summary>
    /// <exception cref="ArbexException">The bytes are no ONNX model that can run.</exception>
    public static InferenceSession Open(byte[] model, string path, SessionOptions options)
    {
        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException cause)
        {
            throw Unusable(path, cause);
        }
    }

    /// <summary>An error for a model that ONNX Runtime does not take.</summary>
    public static ArbexException Unusable(string path, OnnxRuntimeException cause) => new(
        $"'{path}' cannot be used as a face detector: {cause.Message.Split('\n')[0].Trim()} Expected a whole ONNX "
        + "file of YuNet or RetinaFace. Fetch it again with 'arbex models pull'.",
        cause);

    private static string Describe(KeyValuePair<string, NodeMetadata> input) =>
        $"{input.Key} [{string.Join(", ", input.Value.Dimensions ?? [])}]";
}
