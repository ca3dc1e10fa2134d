using System.Buffers.Binary;

namespace Arbex.Imaging;

/// <summary>Walks the parts of an animated GIF or WebP file to see whether it is whole, which Skia does not say.</summary>
/// <param name="Frames">Frames that were begun.</param>
/// <param name="IsWhole">Whether the file reaches the end that its format marks; a GIF without a trailer is whole if it ends with a whole
/// frame.</param>
internal readonly record struct AnimationEnd(int Frames, bool IsWhole)
{
    private const int GifHeader = 13;
    private const int GifImage = 10;
    private const byte GifExtension = 0x21;
    private const byte GifFrame = 0x2C;
    private const byte GifTrailer = 0x3B;
    private const int WebpHeader = 12;
    private const int ChunkHeader = 8;

    /// <summary>Walks a file.</summary>
    /// <param name="file">All of it.</param>
    /// <returns>One whole frame for files of other kinds.</returns>
    public static AnimationEnd Of(ReadOnlySpan<byte> file) =>
        file.StartsWith("GIF8"u8) ? OfGif(file)
        : file.Length >= WebpHeader && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? OfWebp(file)
        : new(1, true);

    private static AnimationEnd OfGif(ReadOnlySpan<byte> file)
    {
        if (file.Length < GifHeader)
        {
            return new(0, false);
        }

        var (frames, at) = (0, GifHeader + TableBytes(file[10]));
        var block = GifTrailer;
        while (at < file.Length)
        {
            switch (block = file[at])
            {
                case GifTrailer:
                    return new(frames, true);
                case GifExtension:
                    at += 2;
                    break;
                case GifFrame:
                    frames++;
                    if (at + GifImage > file.Length)
                    {
                        return new(frames, false);
                    }

                    at += GifImage + TableBytes(file[at + GifImage - 1]) + 1; // and a byte of the compression's
                    break;
                default:
                    at++; // between blocks there may be fillers
                    continue;
            }

            while (at < file.Length && file[at] != 0)
            {
                at += file[at] + 1;
            }

            at++;
        }

        return new(frames, block == GifFrame && at == file.Length);
    }

    /// <summary>Bytes of a table of colours, if there is one.</summary>
    private static int TableBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static AnimationEnd OfWebp(ReadOnlySpan<byte> file)
    {
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        var (frames, at) = (0, (long)WebpHeader);
        while (at + ChunkHeader <= Math.Min(end, file.Length))
        {
            var chunk = file[(int)at..];
            frames += chunk.StartsWith("ANMF"u8) ? 1 : 0;
            var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += ChunkHeader + length + (length & 1);
        }

        return new(frames, end - (end & 1) <= file.Length);
    }
}
