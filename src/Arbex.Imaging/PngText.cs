using System.Buffers.Binary;

namespace Arbex.Imaging;

/// <summary>Puts a text into a PNG file.</summary>
internal static class PngText
{
    /// <summary>Adds a tEXt chunk behind the header.</summary>
    /// <param name="png">A whole PNG file.</param>
    /// <param name="keyword">What the text is, such as "Software": 1 to 79 Latin letters.</param>
    /// <param name="text">The text in Latin-1, without control characters.</param>
    /// <returns>The longer file.</returns>
    public static byte[] Added(byte[] png, string keyword, string text)
    {
        var chunks = new PngChunks(png);
        chunks.MoveNext();
        var at = chunks.Next;
        var length = keyword.Length + 1 + text.Length;
        var longer = new byte[png.Length + PngChunks.FrameBytes + length];
        png.AsSpan(0, at).CopyTo(longer);
        png.AsSpan(at).CopyTo(longer.AsSpan(at + PngChunks.FrameBytes + length));

        var chunk = longer.AsSpan(at, PngChunks.FrameBytes + length);
        BinaryPrimitives.WriteInt32BigEndian(chunk, length);
        "tEXt"u8.CopyTo(chunk[4..]);
        Latin(keyword, chunk[8..]);
        Latin(text, chunk[(8 + keyword.Length + 1)..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Checksum(chunk[4..^4]));
        return longer;
    }

    /// <summary>Whether every character can stand in a text of a PNG file.</summary>
    /// <param name="text">Any text.</param>
    public static bool Fits(string text) => text.All(letter => letter is (>= ' ' and <= '~') or (>= '\u00A1' and <= '\u00FF'));

    private static void Latin(string text, Span<byte> target) => System.Text.Encoding.Latin1.GetBytes(text, target);

    /// <summary>The checksum of PNG chunks (CRC-32).</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var value in bytes)
        {
            checksum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                checksum = (checksum & 1) == 1 ? (checksum >> 1) ^ 0xEDB88320 : checksum >> 1;
            }
        }

        return ~checksum;
    }
}
