using System.Collections.Immutable;
using Arbex.Checkpoints.TorchFiles;
using Arbex.Files;
using static TorchSharp.torch;

namespace Arbex.Checkpoints.Import;

/// <summary>
/// A file of weights that was made elsewhere, or here: PyTorch's <c>.pth</c> in both containers, or safetensors.
/// </summary>
/// <remarks>
/// What it is shows in its first bytes; its name does not matter. Nothing in it is run, and no length in it takes
/// memory before it was compared with the file: see docs/decisions/0018. Opening reads names and shapes;
/// <see cref="Load"/> reads numbers.
/// </remarks>
/// <threadsafety>One thread at a time.</threadsafety>
public sealed class WeightFile : IDisposable
{
    private const int ShownBytes = 10;

    private readonly TorchFile? _torch;
    private readonly Dictionary<string, Tensor> _tensors = [];

    private WeightFile(string path, TorchFile file)
    {
        (Path, Container, _torch) = (path, file.Container, file);
        Groups = [.. WeightTree.GroupsOf(file.Root, new FileFault(path))];
    }

    private WeightFile(string path, Dictionary<string, Tensor> tensors, CheckpointInfo? info)
    {
        (Path, Container, _tensors, Info) = (path, "safetensors", tensors, info);
        WeightEntry[] entries =
        [
            .. tensors.Select(pair => new WeightEntry(pair.Key, TypeName(pair.Value.dtype), [.. pair.Value.shape])
            {
                Source = pair.Key,
            }),
        ];
        Groups = [new("", WeightTree.Unwrapped(entries, new FileFault(path)))];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Which container it is, for people.</summary>
    public string Container { get; }

    /// <summary>Its dicts of tensors, in the file's order; optimisers' states are among them.</summary>
    public ImmutableArray<WeightGroup> Groups { get; }

    /// <summary>What the file says of itself, where it is a checkpoint of this program; null elsewhere.</summary>
    public CheckpointInfo? Info { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">
    /// It is missing, damaged, no file of weights, or asks for something to be run.
    /// </exception>
    public static WeightFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(OpenStream(path), path);
    }

    /// <summary>Opens a file that is open already.</summary>
    /// <param name="stream">The file from its start; can seek, and is owned from here on.</param>
    /// <param name="path">What to call it in errors.</param>
    internal static WeightFile Open(Stream stream, string path)
    {
        var fault = new FileFault(path);
        var head = ForeignFile.HeadOf(stream);
        var start = head.AsSpan(0, Math.Min(head.Length, ShownBytes));
        // First the one whose own first bytes are a length, which may look like the start of either other kind.
        if (start is [_, _, _, _, _, 0, 0, 0, (byte)'{', ..])
        {
            using var owned = stream;
            return OpenSafeTensors(stream, path);
        }

        if (start.StartsWith("PK"u8) || start is [0x80, ..])
        {
            var file = TorchFile.Open(stream, isZip: start.StartsWith("PK"u8), fault);
            try
            {
                return new WeightFile(path, file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        stream.Dispose();
        if (ForeignFile.Of(head) is var (kind, remedy))
        {
            throw fault.Refused($"it is {kind}", $"Expected a .pth or .safetensors file. {remedy}");
        }

        if (ForeignFile.MayBeOnnx(head))
        {
            throw fault.Refused(
                "it is an ONNX model, whose weights cannot be taken back",
                "Expected a .pth or .safetensors file. Pass the checkpoint that it was exported from.");
        }

        throw fault.Refused(
            $"its first bytes are {Convert.ToHexStringLower(start)}, which neither torch.save nor safetensors writes",
            "Pass a .pth, .pth.tar or .pt file of weights, or a .safetensors file; unpack archives first, and load and "
            + "save older forms again with PyTorch.");
    }

    /// <summary>Reads a tensor.</summary>
    /// <param name="entry">One of this file's.</param>
    /// <returns>A contiguous tensor on the CPU that the caller owns, in the file's type.</returns>
    /// <exception cref="CheckpointException">The file does not hold its numbers.</exception>
    public Tensor Load(WeightEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Source switch
        {
            TensorReference reference when _torch is not null => _torch.Load(reference),
            string key when _tensors.TryGetValue(key, out var tensor) => tensor.alias(),
            _ => throw new ArgumentException($"'{entry.Name}' is no tensor of '{Path}'.", nameof(entry)),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _torch?.Dispose();
        foreach (var tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }

    private static WeightFile OpenSafeTensors(Stream stream, string path)
    {
        var (tensors, metadata) = SafeTensors.Read(stream, path);
        try
        {
            return new WeightFile(
                path, tensors, Checkpoint.IsCheckpoint(metadata) ? Checkpoint.ParseInfo(path, metadata) : null);
        }
        catch
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }
    }

    private static FileStream OpenStream(string path)
    {
        try
        {
            return InputFile.Open(path, "file of weights");
        }
        catch (ArbexException special)
        {
            throw new CheckpointException(special.Message, special);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"Cannot open the weights '{path}': {missing.Message} Expected a .pth, .pth.tar, .pt or .safetensors "
                + "file. Check the path.",
                missing);
        }
    }

    private static string TypeName(ScalarType type) => type switch
    {
        ScalarType.Byte => "uint8",
        _ => type.ToString().ToLowerInvariant(),
    };
}
