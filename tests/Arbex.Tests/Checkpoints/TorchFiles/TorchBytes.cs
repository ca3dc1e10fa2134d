using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Arbex.Tests.Checkpoints.TorchFiles;

/// <summary>The two containers of torch.save around a pickle and storages, honest or not.</summary>
internal static class TorchBytes
{
    private static readonly byte[] Magic =
        [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    /// <summary>A zip archive as .NET writes it, without or with compression.</summary>
    public static byte[] Zip(
        byte[] pickle, IReadOnlyDictionary<string, byte[]> storages, bool compressed = false, string? byteOrder = null)
    {
        var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, byte[] bytes)
            {
                var level = compressed ? CompressionLevel.SmallestSize : CompressionLevel.NoCompression;
                using var stream = archive.CreateEntry($"net/{name}", level).Open();
                stream.Write(bytes);
            }

            Add("data.pkl", pickle);
            if (byteOrder is not null)
            {
                Add("byteorder", Encoding.ASCII.GetBytes(byteOrder));
            }

            foreach (var (key, bytes) in storages)
            {
                Add($"data/{key}", bytes);
            }
        }

        return memory.ToArray();
    }

    /// <summary>
    /// A zip archive of stored entries with every size and place in zip64 fields, and sizes that may lie.
    /// </summary>
    public static byte[] Zip64(params ReadOnlySpan<(string Name, byte[] Bytes, long ClaimedSize)> entries)
    {
        var file = new MemoryStream();
        var directory = new MemoryStream();
        foreach (var (name, bytes, size) in entries)
        {
            var (crc, start) = (Crc32.HashToUInt32(bytes), file.Position);
            var text = Encoding.UTF8.GetBytes(name);
            Write(
                file, 0x04034b50u, (ushort)45, (ushort)0, (ushort)0, 0u, crc, uint.MaxValue, uint.MaxValue,
                (ushort)text.Length, (ushort)20);
            file.Write(text);
            Write(file, (ushort)1, (ushort)16, size, size);
            file.Write(bytes);
            Write(
                directory, 0x02014b50u, (ushort)45, (ushort)45, (ushort)0, (ushort)0, 0u, crc,
                uint.MaxValue, uint.MaxValue,
                (ushort)text.Length, (ushort)28, (ushort)0, (ushort)0, (ushort)0, 0u, uint.MaxValue);
            directory.Write(text);
            Write(directory, (ushort)1, (ushort)24, size, size, start);
        }

        var place = file.Position;
        file.Write(directory.ToArray());
        var end = file.Position;
        Write(
            file, 0x06064b50u, 44L, (ushort)45, (ushort)45, 0u, 0u, (long)entries.Length, (long)entries.Length,
            directory.Length, place);
        Write(file, 0x07064b50u, 0u, end, 1u);
        Write(
            file, 0x06054b50u, (ushort)0, (ushort)0, ushort.MaxValue, ushort.MaxValue, uint.MaxValue, uint.MaxValue,
            (ushort)0);
        return file.ToArray();
    }

    /// <summary>The container before PyTorch 1.6.</summary>
    /// <param name="pickle">The value.</param>
    /// <param name="storages">Names, claimed counts and bytes, in order.</param>
    public static byte[] Legacy(byte[] pickle, params ReadOnlySpan<(string Key, long Count, byte[] Bytes)> storages)
    {
        var keys = new PickleBytes().Proto().Op(']').Op('(');
        foreach (var (key, _, _) in storages)
        {
            keys.Text(key);
        }

        byte[] facts = new PickleBytes().Proto().Op('}').Text("little_endian").Raw(0x88).Op('s').Finished();
        var version = new PickleBytes().Proto().Int(1001).Finished();
        List<byte> file = [.. Magic, .. version, .. facts, .. pickle, .. keys.Op('e').Finished()];
        foreach (var (_, count, bytes) in storages)
        {
            var header = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(header, count);
            file.AddRange(header);
            file.AddRange(bytes);
        }

        return [.. file];
    }

    public static byte[] Floats(params float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static void Write(Stream stream, params ReadOnlySpan<object> fields)
    {
        foreach (var field in fields)
        {
            var bytes = field switch
            {
                ushort value => BitConverter.GetBytes(value),
                uint value => BitConverter.GetBytes(value),
                long value => BitConverter.GetBytes(value),
                _ => throw new ArgumentException($"A field is {field}. Expected ushort, uint or long."),
            };
            stream.Write(bytes);
        }
    }
}
