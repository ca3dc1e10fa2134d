using System.Buffers.Binary;

namespace Arbex.Inference.Video;

/// <summary>Walks the boxes of MP4 files.</summary>
internal static class Mp4Boxes
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    /// <summary>A box.</summary>
    /// <param name="Name">Its four letters.</param>
    /// <param name="Content">Where its content begins.</param>
    /// <param name="End">Where it ends; behind the end of a file that is cut.</param>
    public readonly record struct Box(uint Name, long Content, long End);

    /// <summary>The boxes between two places, in order; ends at one that does not fit, which is the last.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="from">Where the first begins.</param>
    /// <param name="end">Where they end.</param>
    public static IEnumerable<Box> Between(Stream stream, long from, long end)
    {
        var header = new byte[LongHeader];
        for (var at = from; at + ShortHeader <= end;)
        {
            stream.Position = at;
            stream.ReadExactly(header, 0, ShortHeader);
            var (size, content) = ((long)BinaryPrimitives.ReadUInt32BigEndian(header), at + ShortHeader);
            if (size == 1 && at + LongHeader <= end) // the size follows in eight bytes
            {
                stream.ReadExactly(header, ShortHeader, ShortHeader);
                (size, content) = (BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(ShortHeader)), at + LongHeader);
            }

            if (size != 0 && (size < content - at || size > long.MaxValue - at))
            {
                yield break;
            }

            var next = size == 0 ? end : at + size;
            yield return new Box(BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)), content, next);
            at = next;
        }
    }

    /// <summary>The name of four letters.</summary>
    public static uint Name(ReadOnlySpan<byte> letters) => BinaryPrimitives.ReadUInt32BigEndian(letters);

    /// <summary>Whether a file has the boxes of a clip and ends where its last box ends.</summary>
    /// <param name="stream">The file.</param>
    public static bool AreWhole(Stream stream)
    {
        Box[] boxes = [.. Between(stream, 0, stream.Length)];
        return boxes.Length > 0 && boxes[^1].End == stream.Length
            && boxes.Any(box => box.Name == Name("moov"u8)) && boxes.Any(box => box.Name == Name("mdat"u8));
    }
}
