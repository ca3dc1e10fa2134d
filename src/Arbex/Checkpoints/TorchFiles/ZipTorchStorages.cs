using System.IO.Compression;
using System.Text;
using Arbex.Checkpoints.Pickles;

namespace Arbex.Checkpoints.TorchFiles;

/// <summary>
/// The container that torch.save has written since PyTorch 1.6: a zip archive with one entry for each storage.
/// </summary>
/// <remarks>
/// <code>
/// NAME/data.pkl   the pickled value; storages are named in it
/// NAME/data/KEY   the bytes of a storage, not compressed
/// NAME/byteorder  "little" or "big" (since PyTorch 2.1)
/// </code>
/// Nothing is unpacked to the disk; entries are looked up by name only.
/// </remarks>
internal sealed class ZipTorchStorages : ITorchStorages
{
    private const string PickleName = "/data.pkl";

    /// <summary>torch.save never compresses. An archive that was packed again may, but weights hardly shrink.</summary>
    private const int LargestRatio = 16;

    private readonly FileFault _fault;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly string _prefix;
    private readonly long _fileLength;
    private long _inflatable;

    private ZipTorchStorages(Stream stream, FileFault fault)
    {
        _fault = fault;
        _fileLength = stream.Length;
        _inflatable = (LargestRatio * _fileLength) + (1 << 20);
        _archive = Guarded(() => new ZipArchive(stream, ZipArchiveMode.Read));
        foreach (var entry in Guarded(() => _archive.Entries))
        {
            if (!_entries.TryAdd(entry.FullName, entry))
            {
                throw fault.Damaged("its archive has two entries of one name");
            }
        }

        var pickles = _entries.Keys.Where(IsPickle).ToArray();
        _prefix = pickles is [var only]
            ? only[..^PickleName.Length]
            : throw fault.Refused(
                $"it is a zip archive with {pickles.Length} entries data.pkl, and torch.save writes one",
                "Unpack it first if it holds files of weights.");
        if (_entries.ContainsKey($"{_prefix}/constants.pkl"))
        {
            throw fault.Refused(
                "it is a TorchScript program",
                "Save its weights with PyTorch: torch.save(torch.jit.load(path).state_dict(), 'weights.pth').");
        }

        IsBigEndian = ByteOrder() == "big";
    }

    /// <inheritdoc/>
    public bool IsBigEndian { get; }

    /// <summary>Opens an archive and reads its pickle.</summary>
    /// <param name="stream">The file; owned from here on, also where this fails.</param>
    /// <param name="fault">Names the file in errors.</param>
    public static (ZipTorchStorages Storages, object? Root) Open(Stream stream, FileFault fault)
    {
        var storages = new ZipTorchStorages(stream, fault);
        var pickle = storages.Bytes(storages._prefix + PickleName, PickleLimits.LargestPickle);
        return (storages, PickleMachine.Read(new MemoryStream(pickle), new TorchWorld(fault), fault));
    }

    /// <inheritdoc/>
    public void Read(StorageReference storage, long start, Span<byte> bytes)
    {
        var entry = EntryOf(storage);
        try
        {
            using var stream = Open(entry, start + bytes.Length);
            Skip(stream, start);
            stream.ReadExactly(bytes);
        }
        catch (Exception broken) when (IsOfBrokenArchive(broken))
        {
            throw Unreadable(broken);
        }
    }

    /// <inheritdoc/>
    public void Check(StorageReference storage) => EntryOf(storage);

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static bool IsPickle(string name) =>
        name.EndsWith(PickleName, StringComparison.Ordinal)
            && name.IndexOf('/', StringComparison.Ordinal) == name.Length - PickleName.Length;

    private ZipArchiveEntry EntryOf(StorageReference storage)
    {
        var needed = storage.Count * storage.Type.Size;
        if (!_entries.TryGetValue($"{_prefix}/data/{storage.Key}", out var entry))
        {
            throw _fault.Damaged($"storage '{storage.Key}' is missing from its archive");
        }

        if (entry.Length < needed)
        {
            throw _fault.Damaged($"storage '{storage.Key}' needs {needed} bytes and its archive has {entry.Length}");
        }

        CheckSize(entry);
        return entry;
    }

    /// <summary>Compares what an entry claims with the file, before memory is taken for it.</summary>
    private void CheckSize(ZipArchiveEntry entry)
    {
        if (IsCompressed(entry) && entry.Length > _inflatable)
        {
            throw _fault.Refused(
                $"its archive is compressed more than {LargestRatio}-fold, as no weights are",
                "Get the file as torch.save wrote it, or save it again.");
        }

        if (!IsCompressed(entry) && entry.Length > _fileLength)
        {
            throw _fault.Damaged(
                $"entry '{entry.FullName}' of its archive claims {entry.Length} bytes, more than the file has");
        }
    }

    private static bool IsCompressed(ZipArchiveEntry entry) => entry.CompressedLength != entry.Length;

    private string ByteOrder() => _entries.ContainsKey($"{_prefix}/byteorder")
        ? Encoding.ASCII.GetString(Bytes($"{_prefix}/byteorder", 16))
        : "little";

    private byte[] Bytes(string name, int most)
    {
        var entry = _entries[name];
        if (entry.Length > most)
        {
            throw _fault.Damaged($"entry '{name}' of its archive claims {entry.Length} bytes, more than {most}");
        }

        CheckSize(entry);

        return Guarded(() =>
        {
            using var stream = Open(entry, entry.Length);
            var bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);
            return bytes;
        });
    }

    private Stream Open(ZipArchiveEntry entry, long needed)
    {
        if (entry.IsEncrypted)
        {
            throw _fault.Refused("its archive is encrypted", "Unpack it and save the weights again with PyTorch.");
        }

        _inflatable -= IsCompressed(entry) ? needed : 0;
        return entry.Open();
    }

    private static void Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            stream.Position += count;
            return;
        }

        Span<byte> passed = stackalloc byte[4096];
        while (count > 0)
        {
            var part = (int)Math.Min(count, passed.Length);
            stream.ReadExactly(passed[..part]);
            count -= part;
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (IsOfBrokenArchive(broken))
        {
            throw Unreadable(broken);
        }
    }

    private static bool IsOfBrokenArchive(Exception failure) => failure is InvalidDataException or IOException
        or NotSupportedException or ArgumentException or OverflowException;

    private CheckpointException Unreadable(Exception cause) =>
        _fault.Damaged($"its zip archive cannot be read ({cause.Message})", cause);
}
