using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using Arbex.Files;

namespace Arbex.Data.Packing;

/// <summary>An open pack whose head and table were checked; pixels are mapped into memory and read on demand.</summary>
internal sealed class PackFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private PackFile(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, PackHeader header, PackTable table)
    {
        (Path, _file, _view, Header, Table) = (path, file, view, header, table);
    }

    public string Path { get; }

    public PackHeader Header { get; }

    public PackTable Table { get; }

    /// <summary>Opens and checks a file.</summary>
    /// <exception cref="PackException">It is missing, unfinished or damaged.</exception>
    public static PackFile Open(string path)
    {
        if (TemporaryName.Is(path))
        {
            throw new PackException($"'{path}' is what an interrupted packing left behind. Pack the dataset again.");
        }

        if (SpecialFile.Is(path))
        {
            throw new PackException(
                $"The pack '{path}' is {SpecialFile.Name(SpecialFile.KindOf(path))}. Expected a regular file. Pack the dataset into one.");
        }

        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var header = ReadHeader(stream, path);
            var table = ReadTable(stream, header, path);
            // The stream itself is mapped, not the name, which may stand for a newer pack by now.
            var file = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None,
                leaveOpen: false);
            var view = file.CreateViewAccessor(0, header.TableOffset, MemoryMappedFileAccess.Read);
            return new PackFile(path, file, view, header, table);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or FormatException)
        {
            stream?.Dispose();
            throw new PackException(
                $"Cannot open the pack '{path}': {missing.Message} Pack the dataset, or correct the path.", missing);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Copies stored bytes, all at once; the handle's own reading goes byte by byte.</summary>
    public unsafe void Read(long offset, Span<byte> bytes)
    {
        var handle = _view.SafeMemoryMappedViewHandle;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)offset + (ulong)bytes.Length, handle.ByteLength, nameof(offset));
        byte* start = null;
        try
        {
            handle.AcquirePointer(ref start);
            new ReadOnlySpan<byte>(start + offset, bytes.Length).CopyTo(bytes);
        }
        finally
        {
            if (start is not null)
            {
                handle.ReleasePointer();
            }
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static PackHeader ReadHeader(FileStream stream, string path)
    {
        Span<byte> bytes = stackalloc byte[PackHeader.Length];
        var header = PackHeader.Parse(bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)], path);
        var fits = header.TableOffset >= PackHeader.Length && header.TableOffset < stream.Length
            && header.Side is >= 0 and <= int.MaxValue && header.Samples > 0
            && header.Samples <= (stream.Length - header.TableOffset) / PackEntry.Size;
        return fits ? header : throw Cut(stream, path);
    }

    private static PackTable ReadTable(FileStream stream, PackHeader header, string path)
    {
        var hash = new XxHash3();
        stream.Position = header.TableOffset;
        hash.Append(stream);
        if (hash.GetCurrentHashAsUInt64() != header.TableHash)
        {
            throw Cut(stream, path);
        }

        stream.Position = header.TableOffset;
        var table = PackTable.Read(stream, (int)header.Samples);
        foreach (var entry in table.Entries)
        {
            if (!entry.FitsInto(header.TableOffset))
            {
                throw Cut(stream, path);
            }
        }

        return table;
    }

    private static PackException Cut(FileStream stream, string path) => new(
        $"The pack '{path}' ({stream.Length} bytes) is cut short or its table is damaged. Pack the dataset again.");
}
