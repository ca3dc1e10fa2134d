using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Arbex.Checkpoints.Pickles;

namespace Arbex.Checkpoints.TorchFiles;

/// <summary>The container before PyTorch 1.6: five pickles in a row, then the storages.</summary>
/// <remarks>
/// The pickles are a magic number, the number 1001, facts of the machine that wrote it, the value, and the names of the
/// storages; each storage is a count of 8 bytes and its numbers, low byte first on every machine.
/// </remarks>
internal sealed class LegacyTorchStorages : ITorchStorages
{
    private const long Protocol = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse(
        "1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private readonly Stream _stream;
    private readonly FileFault _fault;
    private readonly Dictionary<string, (long Start, long Bytes)> _places = new(StringComparer.Ordinal);

    private LegacyTorchStorages(Stream stream, FileFault fault) => (_stream, _fault) = (stream, fault);

    /// <inheritdoc/>
    public bool IsBigEndian => false;

    /// <summary>Reads the pickles and finds the storages.</summary>
    /// <param name="stream">The file from its start; owned from here on.</param>
    /// <param name="fault">Names the file in errors.</param>
    public static (LegacyTorchStorages Storages, object? Root) Open(Stream stream, FileFault fault)
    {
        if (PickleMachine.Read(stream, new TorchWorld(fault), fault) is not BigInteger magic || magic != Magic)
        {
            throw fault.Refused(
                "it is a pickle that torch.save did not write",
                "Load it with Python if you trust it, and save it with torch.save.");
        }

        if (PickleMachine.Read(stream, new TorchWorld(fault), fault) is not Protocol)
        {
            throw fault.Damaged($"its container has another version than {Protocol}");
        }

        PickleMachine.Read(stream, new TorchWorld(fault), fault); // sizes of C types, which no longer matter
        var world = new TorchWorld(fault);
        var root = PickleMachine.Read(stream, world, fault);
        var keys = PickleMachine.Read(stream, new TorchWorld(fault), fault) as PickleList
            ?? throw fault.Damaged("it has no list of its storages");
        var storages = new LegacyTorchStorages(stream, fault);
        storages.Locate(keys, world.Storages);
        return (storages, root);
    }

    /// <inheritdoc/>
    public void Read(StorageReference storage, long start, Span<byte> bytes)
    {
        Check(storage);
        _stream.Position = _places[storage.Key].Start + start;
        _stream.ReadExactly(bytes);
    }

    /// <inheritdoc/>
    public void Check(StorageReference storage)
    {
        var needed = storage.Count * storage.Type.Size;
        if (!_places.TryGetValue(storage.Key, out var place))
        {
            throw _fault.Damaged($"storage '{storage.Key}' is missing");
        }

        if (place.Bytes < needed)
        {
            throw _fault.Damaged($"storage '{storage.Key}' needs {needed} bytes and has {place.Bytes}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Locate(PickleList keys, IEnumerable<StorageReference> described)
    {
        var types = new Dictionary<string, TorchType>(StringComparer.Ordinal);
        foreach (var storage in described)
        {
            if (!types.TryAdd(storage.Key, storage.Type) && types[storage.Key] != storage.Type)
            {
                throw _fault.Damaged($"storage '{storage.Key}' is said to have two types");
            }
        }

        Span<byte> header = stackalloc byte[8];
        foreach (var item in keys.Items)
        {
            var key = item as string ?? "";
            if (!types.TryGetValue(key, out var type) || _places.ContainsKey(key))
            {
                throw _fault.Damaged("its list of storages names one that no tensor has, or one twice");
            }

            if (_stream.Length - _stream.Position < header.Length)
            {
                throw _fault.Damaged($"it ends before storage '{key}'");
            }

            _stream.ReadExactly(header);
            var count = BinaryPrimitives.ReadInt64LittleEndian(header);
            var left = _stream.Length - _stream.Position;
            if (count < 0 || count > left / type.Size)
            {
                throw _fault.Damaged($"storage '{key}' claims {count} numbers where {left} bytes are left");
            }

            _places.Add(key, (_stream.Position, count * type.Size));
            _stream.Position += count * type.Size;
        }
    }
}
