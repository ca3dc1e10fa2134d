using System.Buffers.Binary;
using Arbex.Files;
using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Columns and rows of a picture by its header, without decoding it; for deciding how many to decode at once.</summary>
public static class PictureSize
{
    private const int Head = 12;
    private const int TiffEntry = 12;
    private const int MostTiffEntries = 4096;
    private const ushort TiffColumns = 256;
    private const ushort TiffRows = 257;
    private const ushort TiffShort = 3;

    /// <summary>Reads a picture's size.</summary>
    /// <param name="path">Any file.</param>
    /// <returns>Null for what is no picture that Arbex reads, and for what cannot be read.</returns>
    public static (int Width, int Height)? Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (SpecialFile.KindOf(path) != FileKind.Regular)
        {
            return null;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var head = new byte[Head];
            var read = stream.ReadAtLeast(head, Head, throwOnEndOfStream: false);
            return read < Head ? null
                : head.AsSpan().StartsWith("II"u8) || head.AsSpan().StartsWith("MM"u8) ? OfTiff(stream, head)
                : IsKnown(head) ? OfCodec(path)
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsKnown(ReadOnlySpan<byte> head) =>
        head is [0xFF, 0xD8, 0xFF, ..] or [0x89, 0x50, 0x4E, 0x47, ..] || head.StartsWith("GIF8"u8)
        || head.StartsWith("BM"u8) || head.StartsWith("RIFF"u8);

    private static (int Width, int Height)? OfCodec(string path)
    {
        using var codec = SKCodec.Create(path);
        return codec is { Info: { Width: > 0 and var width, Height: > 0 and var height } } ? (width, height) : null;
    }

    private static (int Width, int Height)? OfTiff(FileStream stream, byte[] head)
    {
        var isLittle = head[0] == 'I';
        stream.Position = Number(head.AsSpan(4), isLittle);
        var entry = new byte[TiffEntry];
        stream.ReadExactly(entry, 0, sizeof(ushort));
        var (count, width, height) = (Short(entry, isLittle), 0L, 0L);
        for (var i = 0; i < Math.Min((int)count, MostTiffEntries) && (width == 0 || height == 0); i++)
        {
            stream.ReadExactly(entry);
            var value = Short(entry.AsSpan(2), isLittle) == TiffShort
                ? Short(entry.AsSpan(8), isLittle) : Number(entry.AsSpan(8), isLittle);
            switch (Short(entry, isLittle))
            {
                case TiffColumns:
                    width = value;
                    break;
                case TiffRows:
                    height = value;
                    break;
            }
        }

        return width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? ((int)width, (int)height) : null;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
