using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Arbex.Data.Packing;

/// <summary>The table at the end of a pack: the dataset's name, an entry for each sample, and the ids.</summary>
internal sealed record PackTable
{
    /// <summary>Name of the dataset that was packed.</summary>
    public required string Name { get; init; }

    /// <summary>An entry for each sample.</summary>
    public required PackEntry[] Entries { get; init; }

    /// <summary>The samples' ids, as they were.</summary>
    public required string[] Ids { get; init; }

    /// <summary>A hash of ids and files that differs where anything that matters was changed.</summary>
    public static ulong Fingerprint(SampleIndex samples, ReadOnlySpan<SourceStamp> stamps)
    {
        var hash = new XxHash3();
        for (var i = 0; i < stamps.Length; i++)
        {
            hash.Append(Encoding.UTF8.GetBytes(samples.IdOf(i)));
            hash.Append(MemoryMarshal.AsBytes(stamps.Slice(i, 1))); // its fixed length also ends the id
        }

        return hash.GetCurrentHashAsUInt64();
    }

    /// <summary>Writes the table and returns its hash.</summary>
    public static ulong Write(Stream stream, IFaceDataset source, ReadOnlySpan<PackEntry> entries)
    {
        using var hashed = new HashingStream(stream);
        using (var buffered = new BufferedStream(hashed, 1 << 16))
        using (var writer = new BinaryWriter(buffered, Encoding.UTF8))
        {
            writer.Write(source.Name);
            writer.Write(MemoryMarshal.AsBytes(entries));
            for (var i = 0; i < entries.Length; i++)
            {
                writer.Write(source.Samples.IdOf(i));
            }
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hashed.Hash());
    }

    /// <summary>Reads a table whose hash was checked.</summary>
    public static PackTable Read(Stream stream, int samples)
    {
        using var reader = new BinaryReader(new BufferedStream(stream, 1 << 16), Encoding.UTF8, leaveOpen: true);
        var name = reader.ReadString();
        var entries = new PackEntry[samples];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(entries.AsSpan()));
        var ids = new string[samples];
        for (var i = 0; i < samples; i++)
        {
            ids[i] = reader.ReadString();
        }

        return new PackTable { Name = name, Entries = entries, Ids = ids };
    }
}
