using System.Buffers.Binary;

namespace Arbex.Imaging;

/// <summary>Walks the chunks of a PNG file from one to the next, as far as they lie in it.</summary>
internal ref struct PngChunks
{
    /// <summary>Bytes of a chunk beside its content: length, type, checksum.</summary>
    public const int FrameBytes = 12;

    private const int HeadBytes = 8;

    private readonly ReadOnlySpan<byte> _file;
    private int _next = HeadBytes;

    /// <summary>Starts before the first chunk.</summary>
    /// <param name="file">A file that <see cref="IsPng"/>, or its beginning.</param>
    public PngChunks(ReadOnlySpan<byte> file) => _file = file;

    /// <summary>The eight bytes that every PNG file starts with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The four letters of the chunk.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>What is in the chunk.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Where the next chunk starts in the file.</summary>
    public readonly int Next => _next;

    /// <summary>Whether a file starts like a PNG file.</summary>
    /// <param name="file">The file.</param>
    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Goes to the next chunk.</summary>
    /// <returns>False if no whole chunk follows.</returns>
    public bool MoveNext()
    {
        if (_next > _file.Length - FrameBytes)
        {
            return false;
        }

        var rest = _file[_next..];
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - FrameBytes)
        {
            return false;
        }

        Type = rest.Slice(4, 4);
        Content = rest.Slice(8, (int)length);
        _next += FrameBytes + (int)length;
        return true;
    }
}
