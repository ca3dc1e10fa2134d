using Arbex.Files;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Inference;

/// <summary>What models and detectors have in common as files for ONNX Runtime.</summary>
internal static class OnnxFile
{
    /// <summary>Reads a file of sensible length.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">Most bytes.</param>
    /// <param name="subject">What it is at the beginning of a sentence, such as "The model".</param>
    /// <param name="kind">What it is elsewhere, such as "a model".</param>
    /// <param name="expected">What was expected, and how to mend it.</param>
    /// <exception cref="ArbexException">It does not exist, cannot be read, is too large, or is plainly something else.</exception>
    public static byte[] Read(string path, long largest, string subject, string kind, string expected)
    {
        try
        {
            using var stream = InputFile.Open(path, kind[(kind.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            if (stream.Length > largest)
            {
                throw new ArbexException(
                    $"'{path}' has {stream.Length} bytes. Expected {kind} of at most {largest}. Check the path.");
            }

            CheckHead(ForeignFile.HeadOf(stream), path, kind);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException($"{subject} '{path}' cannot be read: {cause.Message} Expected {expected}", cause);
        }
    }

    /// <summary>How every session is set.</summary>
    public static SessionOptions SessionSettings(int threads)
    {
        OnnxTelemetry.TurnOff();
        return new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // What goes wrong comes back as an exception; the console belongs to the program.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
    }

    /// <summary>Refuses what is no ONNX file by its first bytes, before gigabytes of it are read.</summary>
    private static void CheckHead(ReadOnlySpan<byte> head, string path, string kind)
    {
        if (ForeignFile.Of(head) is var (found, remedy))
        {
            throw new ArbexException($"'{path}' cannot be used as {kind}: it is {found}. Expected an ONNX file. {remedy}");
        }

        if (ForeignFile.MayBePyTorch(head))
        {
            throw new ArbexException(
                $"'{path}' cannot be used as {kind}: it is a PyTorch file. Expected an ONNX file. Weights become a checkpoint with 'arbex "
                + "import' and a model with 'arbex export'.");
        }

        // A message of protocol buffers never starts so; what does is a file with holes, which may be of any length.
        if (head[0] == 0)
        {
            throw new ArbexException(
                $"'{path}' cannot be used as {kind}: its bytes are no ONNX file. Expected a whole ONNX file. Copy or download it again.");
        }
    }
}
