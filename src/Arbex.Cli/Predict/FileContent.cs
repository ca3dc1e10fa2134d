namespace Arbex.Cli.Predict;

/// <summary>Tells clips from pictures by their first bytes, whatever their endings say.</summary>
internal static class FileContent
{
    private const int Head = 512;
    private const int TransportPacket = 188;
    private const byte TransportMark = 0x47;

    /// <summary>ISO media files that hold a picture, not a clip.</summary>
    private static readonly string[] PictureBrands = ["heic", "heix", "heif", "heim", "heis", "mif1", "mif2", "avif", "crx "];

    private static readonly byte[][] ClipBeginnings =
    [
        [0x1a, 0x45, 0xdf, 0xa3], // Matroska, WebM
        "FLV"u8.ToArray(),
        "OggS"u8.ToArray(),
        [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11], // ASF, WMV
        [0x00, 0x00, 0x01, 0xba], // MPEG program stream
        [0x00, 0x00, 0x01, 0xb3], // MPEG video
        "YUV4MPEG2"u8.ToArray(),
        [0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01], // MXF
    ];

    /// <summary>Whether a regular file is a clip.</summary>
    /// <returns>False where it cannot be read: opening it as a picture says why.</returns>
    public static bool IsClip(string file) => Beginning(file) is var head && (ClipBeginnings.Any(start => head.AsSpan().StartsWith(start))
        || IsRiff(head, "AVI ") || IsMedia(head) || IsTransport(head, 0) || IsTransport(head, 4));

    /// <summary>Whether a regular file is a GIF or WebP, which may move.</summary>
    public static bool MayMove(string file) => Beginning(file) is var head && (head.AsSpan().StartsWith("GIF8"u8) || IsRiff(head, "WEBP"));

    /// <summary>Whether a regular file is a JPEG or PNG picture.</summary>
    public static bool IsStill(string file) => Beginning(file) is var head
        && (head.AsSpan().StartsWith((byte[])[0xff, 0xd8, 0xff]) || head.AsSpan().StartsWith((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G']));

    private static bool IsRiff(byte[] head, string kind) => head.AsSpan().StartsWith("RIFF"u8) && Text(head, 8, 4) == kind;

    private static bool IsMedia(byte[] head) =>
        (Text(head, 4, 4) == "ftyp" && !PictureBrands.Contains(Text(head, 8, 4))) || Text(head, 4, 4) is "moov" or "mdat" or "wide";

    private static bool IsTransport(byte[] head, int lead) => head.Length > (2 * TransportPacket) + (2 * lead)
        && head[lead] == TransportMark && head[lead + TransportPacket + lead] == TransportMark;

    private static string Text(byte[] head, int at, int length) =>
        head.Length < at + length ? "" : System.Text.Encoding.Latin1.GetString(head, at, length);

    private static byte[] Beginning(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var head = new byte[Head];
            return head[..stream.ReadAtLeast(head, Head, throwOnEndOfStream: false)];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
