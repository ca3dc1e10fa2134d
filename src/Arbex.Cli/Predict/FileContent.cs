namespace Arbex.Cli.Predict;

/// <summary>Tells clips from pictures by their first bytes, whatever their endings say.</summary>
internal sealed class FileContent
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

    private readonly byte[] _head;

    private FileContent(byte[] head) => _head = head;

    /// <summary>Whether it is a clip.</summary>
    public bool IsClip => ClipBeginnings.Any(start => Starts(start)) || IsRiff("AVI ") || IsMedia() || IsTransport(0) || IsTransport(4);

    /// <summary>Whether it is a GIF or WebP, which may move.</summary>
    public bool MayMove => Starts("GIF8"u8) || IsRiff("WEBP");

    /// <summary>Whether it is a JPEG or PNG picture.</summary>
    public bool IsStill => Starts([0xff, 0xd8, 0xff]) || Starts([0x89, (byte)'P', (byte)'N', (byte)'G']);

    /// <summary>Reads the first bytes of a regular file.</summary>
    /// <returns>Of no kind where it cannot be read: opening it as a picture says why.</returns>
    public static FileContent Of(string file) => new(Beginning(file));

    private bool Starts(ReadOnlySpan<byte> start) => _head.AsSpan().StartsWith(start);

    private bool IsRiff(string kind) => Starts("RIFF"u8) && Text(8, 4) == kind;

    private bool IsMedia() => (Text(4, 4) == "ftyp" && !PictureBrands.Contains(Text(8, 4))) || Text(4, 4) is "moov" or "mdat" or "wide";

    private bool IsTransport(int lead) => _head.Length > (2 * TransportPacket) + (2 * lead)
        && _head[lead] == TransportMark && _head[lead + TransportPacket + lead] == TransportMark;

    private string Text(int at, int length) => _head.Length < at + length ? "" : System.Text.Encoding.Latin1.GetString(_head, at, length);

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
