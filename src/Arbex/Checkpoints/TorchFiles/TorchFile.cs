using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Arbex.Checkpoints.TorchFiles;

/// <summary>A file that torch.save wrote, opened: its value is read, its numbers are not.</summary>
internal sealed class TorchFile : IDisposable
{
    private readonly FileFault _fault;
    private readonly ITorchStorages _storages;

    private TorchFile(string container, object? root, ITorchStorages storages, FileFault fault)
    {
        (Container, Root, _storages, _fault) = (container, root, storages, fault);
    }

    /// <summary>Which container it is, for people.</summary>
    public string Container { get; }

    /// <summary>The pickled value: plain values, <c>Pickles</c> types and <see cref="TensorReference"/>.</summary>
    public object? Root { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file from its start; owned from here on, also where this fails.</param>
    /// <param name="isZip">Which container.</param>
    /// <param name="fault">Names the file in errors.</param>
    public static TorchFile Open(Stream stream, bool isZip, FileFault fault)
    {
        try
        {
            if (isZip)
            {
                var (storages, root) = ZipTorchStorages.Open(stream, fault);
                return new TorchFile("PyTorch (zip)", root, storages, fault);
            }
            else
            {
                var (storages, root) = LegacyTorchStorages.Open(stream, fault);
                return new TorchFile("PyTorch (before 1.6)", root, storages, fault);
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor.</summary>
    /// <returns>A contiguous tensor on the CPU that the caller owns.</returns>
    /// <exception cref="CheckpointException">
    /// The file does not hold its numbers, or holds them in a foreign type.
    /// </exception>
    public Tensor Load(TensorReference reference)
    {
        var type = reference.Type.Type ?? throw _fault.Refused(
            $"it has a tensor of type {reference.Type.Name}", "Convert the weights to float32 with PyTorch.");
        _storages.Check(reference.Storage);
        var isWhole = reference.IsContiguous;
        var count = isWhole ? reference.Count : reference.Extent;
        if (count * reference.Type.Size > int.MaxValue)
        {
            throw _fault.Refused($"a tensor of {count:n0} numbers is larger than 2 GiB", "No network here has one.");
        }

        using var scope = NewDisposeScope();
        var read = empty(isWhole ? reference.Shape : [count], type);
        if (count > 0)
        {
            Fill(reference, read.bytes, type);
        }

        var ordered = isWhole ? read : read.as_strided(reference.Shape, reference.Strides).contiguous();
        return ordered.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => _storages.Dispose();

    private void Fill(TensorReference reference, Span<byte> bytes, ScalarType type)
    {
        var start = (reference.Storage.Start * reference.Storage.Type.Size) + (reference.Offset * reference.Type.Size);
        _storages.Read(reference.Storage, start, bytes);
        if (_storages.IsBigEndian)
        {
            Swap(bytes, reference.Type.Size);
        }

        if (type == ScalarType.Bool)
        {
            foreach (ref var flag in bytes)
            {
                flag = flag == 0 ? (byte)0 : (byte)1; // libtorch relies on these two
            }
        }
    }

    private static void Swap(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                var halves = MemoryMarshal.Cast<byte, short>(bytes);
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(halves, halves);
                break;
            case 4:
                var singles = MemoryMarshal.Cast<byte, int>(bytes);
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(singles, singles);
                break;
            case 8:
                var doubles = MemoryMarshal.Cast<byte, long>(bytes);
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(doubles, doubles);
                break;
        }
    }
}
