using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Arbex.Files;

namespace Arbex.Data;

/// <summary>The bytes of a kept index: a head, the stamps, the columns, and a checksum of all of it.</summary>
internal static class IndexFile
{
    // Another build may read the same files otherwise: what an older one found does not count.
    private static readonly string Magic = $"arbex-index-1 {typeof(IndexFile).Module.ModuleVersionId}";

    /// <summary>More bytes than the index of any dataset has.</summary>
    private const long LargestFile = 1L << 30;

    /// <summary>Writes an index.</summary>
    public static void Write(Stream stream, string key, DatasetIndex index, IReadOnlyCollection<FileStamp> stamps)
    {
        using var hashed = new HashingStream(stream);
        using (var writer = new BinaryWriter(hashed, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(key);
            writer.Write(stamps.Count);
            foreach (var stamp in stamps)
            {
                writer.Write(stamp.Path);
                writer.Write(stamp.Length);
                writer.Write(stamp.Changed);
            }

            writer.Write(index.Name);
            WriteStrings(writer, index.Labels.Names.AsSpan());
            WriteStrings(writer, index.Problems.AsSpan());
            WriteStrings(writer, index.Remarks.AsSpan());
            WriteStrings(writer, [.. index.LeftOut.Keys]);
            WriteArray(writer, index.LeftOut.Values.ToArray());
            WriteColumns(writer, index.Samples.Columns);
        }

        stream.Write(hashed.Hash());
    }

    /// <summary>Reads an index; null where there is none, it is damaged, of another version or of another dataset.</summary>
    public static (DatasetIndex Index, FileStamp[] Stamps)? TryRead(string path, string key)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var bytes = InputFile.ReadBytes(path, "kept index", LargestFile);
            var body = bytes.Length - HashingStream.HashLength;
            if (body <= 0 || !XxHash3.Hash(bytes.AsSpan(0, body)).AsSpan().SequenceEqual(bytes.AsSpan(body)))
            {
                return null;
            }

            using var reader = new BinaryReader(new MemoryStream(bytes, 0, body));
            return reader.ReadString() == Magic && reader.ReadString() == key ? Read(reader) : null;
        }
        catch (Exception damage) when (damage is IOException or UnauthorizedAccessException or FormatException or ArbexException)
        {
            return null;
        }
    }

    private static (DatasetIndex Index, FileStamp[] Stamps) Read(BinaryReader reader)
    {
        var stamps = new FileStamp[reader.ReadInt32()];
        for (var i = 0; i < stamps.Length; i++)
        {
            stamps[i] = new(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64());
        }

        var name = reader.ReadString();
        var labels = new LabelSet(ReadStrings(reader));
        var problems = ReadStrings(reader);
        var remarks = ReadStrings(reader);
        var reasons = ReadStrings(reader);
        var counts = ReadArray<int>(reader);
        return (new DatasetIndex
        {
            Name = name,
            Labels = labels,
            Problems = [.. problems],
            Remarks = [.. remarks],
            LeftOut = reasons.Zip(counts).ToImmutableSortedDictionary(p => p.First, p => p.Second, StringComparer.Ordinal),
            Samples = new SampleIndex(ReadColumns(reader)),
        }, stamps);
    }

    private static void WriteColumns(BinaryWriter writer, SampleColumns columns)
    {
        WriteArray(writer, columns.Splits);
        WriteArray(writer, columns.Distributions);
        WriteArray(writer, columns.Groups);
        WriteArray(writer, columns.Folders);
        WriteArray(writer, columns.NameStarts);
        WriteArray(writer, columns.Names);
        WriteStrings(writer, columns.FolderNames);
        WriteStrings(writer, columns.GroupNames);
        WriteArray(writer, columns.Labels);
        foreach (var distribution in columns.DistinctDistributions)
        {
            WriteArray(writer, distribution.ToArray());
        }
    }

    private static SampleColumns ReadColumns(BinaryReader reader)
    {
        var columns = new SampleColumns
        {
            Splits = ReadArray<DataSplit>(reader),
            Distributions = ReadArray<int>(reader),
            Groups = ReadArray<int>(reader),
            Folders = ReadArray<int>(reader),
            NameStarts = ReadArray<int>(reader),
            Names = ReadArray<byte>(reader),
            FolderNames = ReadStrings(reader),
            GroupNames = ReadStrings(reader),
            Labels = ReadArray<int>(reader),
            DistinctDistributions = [],
        };
        return columns with
        {
            DistinctDistributions = [.. columns.Labels.Select(_ => ImmutableArray.Create(ReadArray<float>(reader)))],
        };
    }

    private static void WriteStrings(BinaryWriter writer, ReadOnlySpan<string> strings)
    {
        writer.Write(strings.Length);
        foreach (var text in strings)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadStrings(BinaryReader reader)
    {
        var strings = new string[reader.ReadInt32()];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = reader.ReadString();
        }

        return strings;
    }

    private static void WriteArray<T>(BinaryWriter writer, T[] array)
        where T : unmanaged
    {
        writer.Write(array.Length);
        writer.Write(MemoryMarshal.AsBytes(array.AsSpan()));
    }

    private static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var array = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }
}
