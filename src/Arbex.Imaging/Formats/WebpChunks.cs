using System.Buffers.Binary;

namespace Arbex.Imaging.Formats;

/// <summary>Walks the chunks of a WebP file from one to the next, as far as they lie in it.</summary>
internal ref struct WebpChunks
{
    private const int HeadBytes = 12;
    private const int FrameBytes = 8;
    private const int NameAt = 8;

    private readonly ReadOnlySpan<byte> _file;
    private int _next = HeadBytes;

    /// <summary>Starts before the first chunk.</summary>
    /// <param name="file">A file that <see cref="IsWebp"/>.</param>
    public WebpChunks(ReadOnlySpan<byte> file) => _file = file[..(int)Math.Min(file.Length, ClaimedLength(file))];

    /// <summary>The four letters of the chunk.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>What is in the chunk.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether a file starts like a WebP file.</summary>
    /// <param name="file">The file.</param>
    public static bool IsWebp(ReadOnlySpan<byte> file) =>
        file.Length >= HeadBytes && file.StartsWith("RIFF"u8) && file[NameAt..].StartsWith("WEBP"u8);

    /// <summary>Whether the file is as long as its header says, or longer.</summary>
    /// <param name="file">A file that <see cref="IsWebp"/>.</param>
    public static bool Ends(ReadOnlySpan<byte> file) => file.Length >= ClaimedLength(file);

    /// <summary>Goes to the next chunk.</summary>
    /// <returns>False if no whole chunk follows.</returns>
    public bool MoveNext()
    {
        if (_next > _file.Length - FrameBytes)
        {
            return false;
        }

        var rest = _file[_next..];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        if (length > rest.Length - FrameBytes)
        {
            return false;
        }

        Type = rest[..4];
        Content = rest.Slice(FrameBytes, (int)length);
        _next += FrameBytes + (int)length + (int)(length % 2);
        return true;
    }

    private static long ClaimedLength(ReadOnlySpan<byte> file) => 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
}
