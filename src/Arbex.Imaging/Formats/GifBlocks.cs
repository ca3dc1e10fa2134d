namespace Arbex.Imaging.Formats;

/// <summary>Walks the blocks of a GIF file.</summary>
internal static class GifBlocks
{
    private const int ScreenAt = 6;
    private const int HeadBytes = 13;
    private const int DescriptorBytes = 9;
    private const byte Extension = 0x21;
    private const byte Frame = 0x2C;
    private const byte Trailer = 0x3B;

    /// <summary>Whether a file starts like a GIF file.</summary>
    /// <param name="file">The file.</param>
    public static bool IsGif(ReadOnlySpan<byte> file) => file.StartsWith("GIF8"u8);

    /// <summary>Whether the picture reaches its trailer; what follows that is not looked at. Some programs leave the trailer out: then the file
    /// must end with a whole frame.</summary>
    /// <param name="file">A file that <see cref="IsGif"/>.</param>
    public static bool Ends(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeadBytes)
        {
            return false;
        }

        var at = HeadBytes + TableBytes(file[ScreenAt + 4]);
        var block = Trailer;
        while (at < file.Length)
        {
            switch (block = file[at++])
            {
                case Trailer:
                    return true;
                case Extension:
                    at = BehindSubBlocks(file, at + 1);
                    break;
                case Frame:
                    var packed = at + DescriptorBytes - 1;
                    at = packed < file.Length ? BehindSubBlocks(file, packed + 1 + TableBytes(file[packed]) + 1) : file.Length + 1;
                    break;
                default:
                    break; // decoders pass over stray bytes between blocks
            }
        }

        return block == Frame && at == file.Length;
    }

    private static int TableBytes(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);

    private static int BehindSubBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0)
        {
            at += 1 + file[at];
        }

        return at + 1;
    }
}
