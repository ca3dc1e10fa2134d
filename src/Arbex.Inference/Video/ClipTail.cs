using System.Buffers.Binary;

namespace Arbex.Inference.Video;

/// <summary>Finds clips that are cut in formats whose readers do not notice it.</summary>
internal static class ClipTail
{
    private const int Head = 1 << 16;
    private const int OggHeader = 27;
    private const int OggPage = 255 * 256;
    private const byte OggLastPage = 4;
    private const byte TransportSync = 0x47;

    /// <summary>Bytes of a packet of a transport stream, with and without a time before it or a check behind it.</summary>
    private static readonly int[] TransportPackets = [188, 192, 204];

    private static ReadOnlySpan<byte> AsfHeader => [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11];

    private static ReadOnlySpan<byte> AsfProperties => [0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11];

    /// <summary>What is missing at the end of a file, to follow its name; null where nothing is, or the format cannot tell.</summary>
    /// <param name="path">The clip.</param>
    public static string? Missing(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var head = Part(stream, 0, Head);
            return head.AsSpan().StartsWith("OggS"u8) ? MissingOfOgg(Part(stream, Math.Max(0, stream.Length - OggPage - OggHeader), Head))
                : head.AsSpan().StartsWith(AsfHeader) ? MissingOfAsf(head, stream.Length)
                : IsTransport(head, stream.Length) is { } packet && stream.Length % packet != 0 ? "ends within a packet"
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // whoever decodes it says so
        }
    }

    private static byte[] Part(FileStream stream, long from, int most)
    {
        var part = new byte[(int)Math.Min(most + OggHeader, stream.Length - from)];
        stream.Position = from;
        stream.ReadExactly(part);
        return part;
    }

    /// <summary>The last page of Ogg is marked.</summary>
    private static string? MissingOfOgg(ReadOnlySpan<byte> tail)
    {
        var at = tail.LastIndexOf("OggS"u8);
        if (at < 0 || at + OggHeader > tail.Length)
        {
            return "ends within a page";
        }

        int segments = tail[at + OggHeader - 1];
        var length = OggHeader + segments;
        for (var i = 0; i < segments && at + OggHeader + i < tail.Length; i++)
        {
            length += tail[at + OggHeader + i];
        }

        return at + length > tail.Length ? "ends within a page"
            : (tail[at + 5] & OggLastPage) == 0 ? "ends before its last page"
            : null;
    }

    /// <summary>ASF (WMV) names its own length, unless it was sent while it was recorded.</summary>
    private static string? MissingOfAsf(ReadOnlySpan<byte> head, long length)
    {
        const int SizeAt = 40;
        const int FlagsAt = 88;
        var at = head.IndexOf(AsfProperties);
        if (at < 0 || at + FlagsAt + sizeof(uint) > head.Length || (head[at + FlagsAt] & 1) != 0)
        {
            return null;
        }

        var expected = BinaryPrimitives.ReadInt64LittleEndian(head[(at + SizeAt)..]);
        return expected > length ? $"has {length} of {expected} bytes" : null;
    }

    private static int? IsTransport(byte[] head, long length) => TransportPackets.Where(packet => length > 3 * packet).Cast<int?>()
        .FirstOrDefault(packet => Enumerable.Range(0, 3).All(i => head[(packet!.Value == 192 ? 4 : 0) + (i * packet.Value)] == TransportSync));
}
