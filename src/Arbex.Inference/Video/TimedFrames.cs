using System.Buffers.Binary;

namespace Arbex.Inference.Video;

/// <summary>
/// Writes raw frames with their times as a Matroska stream, which ffmpeg reads from a pipe: raw video alone has no times. Times are
/// in microseconds; each frame is a cluster of its own.
/// </summary>
internal static class TimedFrames
{
    private const long Nanoseconds = 1_000_000_000;
    private const uint Segment = 0x18538067;

    /// <summary>Begins the stream.</summary>
    /// <param name="stream">ffmpeg's standard input.</param>
    /// <param name="width">Columns of every frame.</param>
    /// <param name="height">Rows of every frame.</param>
    /// <param name="framesPerSecond">Mean rate.</param>
    public static void Begin(Stream stream, int width, int height, double framesPerSecond)
    {
        var duration = Math.Clamp(Nanoseconds / framesPerSecond, 1, 1000 * (double)Nanoseconds);
        stream.Write(Element(0x1A45DFA3,
        [
            .. Number(0x4286, 1), .. Number(0x42F7, 1), .. Number(0x42F2, 4), .. Number(0x42F3, 8), .. Element(0x4282, "matroska"u8),
            .. Number(0x4287, 4), .. Number(0x4285, 2),
        ]));
        stream.Write([.. Identifier(Segment), 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]); // a segment of unknown length
        stream.Write(Element(0x1549A966, Number(0x2AD7B1, 1000))); // times count thousands of nanoseconds
        stream.Write(Element(0x1654AE6B, Element(0xAE,
        [
            .. Number(0xD7, 1), .. Number(0x73C5, 1), .. Number(0x83, 1), .. Number(0x9C, 0), .. Number(0x23E383, (long)duration),
            .. Element(0x86, "V_UNCOMPRESSED"u8),
            .. Element(0xE0, [.. Number(0xB0, width), .. Number(0xBA, height), .. Element(0x2EB524, "RGB\u0018"u8)]),
        ])));
    }

    /// <summary>Writes a frame.</summary>
    /// <param name="stream">ffmpeg's standard input.</param>
    /// <param name="microseconds">When it is shown; not before the frame before.</param>
    /// <param name="pixels">Red, green and blue of each.</param>
    public static void Write(Stream stream, long microseconds, ReadOnlySpan<byte> pixels)
    {
        byte[] time = Number(0xE7, microseconds);
        byte[] block = [0x81, 0, 0, 0x80]; // the first track, no time beyond the cluster's, a key frame
        byte[] blockHead = Head(0xA3, block.Length + pixels.Length);
        stream.Write(Head(0x1F43B675, time.Length + blockHead.Length + block.Length + (long)pixels.Length));
        stream.Write([.. time, .. blockHead, .. block]);
        stream.Write(pixels);
    }

    private static byte[] Number(uint name, long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Element(name, bytes);
    }

    private static byte[] Element(uint name, ReadOnlySpan<byte> content) => [.. Head(name, content.Length), .. content];

    private static byte[] Head(uint name, long length)
    {
        var size = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(size, length | (1L << 56)); // the leading bit says: eight bytes
        return [.. Identifier(name), .. size];
    }

    private static byte[] Identifier(uint name)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, name);
        return bytes[(name > 0xFFFFFF ? 0 : name > 0xFFFF ? 1 : name > 0xFF ? 2 : 3)..];
    }
}
