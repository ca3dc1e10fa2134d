using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Arbex.Imaging.Tests;

/// <summary>Writes PNG files of kinds that no encoder at hand writes: palettes, 16 bits, lying headers.</summary>
internal static class PngBuilder
{
    public static byte[] Build(
        int width,
        int height,
        int bitDepth,
        int colourType,
        byte[][] rows,
        byte[]? palette = null,
        byte[]? alpha = null)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)bitDepth;
        header[9] = (byte)colourType;
        WriteChunk(file, "IHDR", header);
        if (palette is not null)
        {
            WriteChunk(file, "PLTE", palette);
        }

        if (alpha is not null)
        {
            WriteChunk(file, "tRNS", alpha);
        }

        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                deflate.WriteByte(0);
                deflate.Write(row);
            }
        }

        WriteChunk(file, "IDAT", compressed.ToArray());
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Puts chunks into a file behind its header and before its end.</summary>
    public static byte[] Inserted(byte[] png, byte[][] behindHeader, byte[][] beforeEnd)
    {
        const int HeaderEnd = 33;
        return
        [
            .. png[..HeaderEnd], .. behindHeader.SelectMany(chunk => chunk), .. png[HeaderEnd..^12],
            .. beforeEnd.SelectMany(chunk => chunk), .. png[^12..],
        ];
    }

    /// <summary>A chunk with its length and checksum.</summary>
    public static byte[] Chunk(string type, byte[] content)
    {
        using var file = new MemoryStream();
        WriteChunk(file, type, content);
        return file.ToArray();
    }

    /// <summary>A zlib stream.</summary>
    public static byte[] Deflated(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>Gives every chunk that lies in the file its right checksum, in place.</summary>
    public static void MendChecksums(byte[] png)
    {
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - 12)
            {
                return;
            }

            var content = png.AsSpan(at + 4, 4 + (int)length);
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(at + 8 + (int)length), Crc32(content));
            at += 12 + (int)length;
        }
    }

    private static void WriteChunk(MemoryStream file, string type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] checkedBytes = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.Write(checkedBytes);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(checkedBytes));
        file.Write(number);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
