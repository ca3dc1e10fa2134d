using System.Text;

namespace Arbex.Imaging.Formats;

/// <summary>Says what a file that is no readable picture is, by its first bytes, and what to do about it.</summary>
internal static class FileContent
{
    private const int HeadBytes = 1024;
    private const int TarNameAt = 257;
    private const int DicomNameAt = 128;
    private const int TransportPacket = 188;
    private const int TimedTransportPacket = 192;

    /// <summary>What a file is and what to do about it.</summary>
    /// <param name="What">With its article, such as "a HEIC picture".</param>
    /// <param name="Advice">A sentence.</param>
    internal readonly record struct Description(string What, string Advice);

    /// <summary>Describes a file.</summary>
    /// <param name="file">The file or its beginning.</param>
    /// <returns>Null for what is not known.</returns>
    public static Description? Describe(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, HeadBytes)];
        return OfPicture(file) ?? IsoMedia.Describe(head) ?? ByStart(head) ?? ByPlace(file) ?? MarkupOrText(head);
    }

    /// <summary>A format that is read, whose header cannot be.</summary>
    private static Description? OfPicture(ReadOnlySpan<byte> file)
    {
        if (JpegMarkers.IsJpeg(file) && JpegProcess(file) is { } process)
        {
            return new($"a JPEG picture of a rare kind ({process})", FileAdvice.Convert);
        }

        var format = JpegMarkers.IsJpeg(file) ? "JPEG"
            : PngChunks.IsPng(file) ? "PNG"
            : GifBlocks.IsGif(file) ? "GIF"
            : WebpChunks.IsWebp(file) ? "WebP"
            : TiffEntries.IsTiff(file) ? "TIFF"
            : file.StartsWith("BM"u8) && !IsText(file) ? "BMP"
            : null;
        return format is null ? null : new($"the beginning of a {format} picture whose header is cut short or damaged", FileAdvice.FetchAgain);
    }

    private static string? JpegProcess(ReadOnlySpan<byte> file)
    {
        var markers = new JpegMarkers(file);
        while (markers.MoveNext())
        {
            switch (markers.Marker)
            {
                case 0xC3:
                    return "lossless";
                case 0xC5 or 0xC6 or 0xC7:
                    return "hierarchical";
                case 0xC9 or 0xCA:
                    return "arithmetic coding";
                case 0xCB or 0xCD or 0xCE or 0xCF:
                    return "arithmetic coding, lossless or hierarchical";
                case 0xF7:
                    return "JPEG-LS";
                case (0xC0 or 0xC1 or 0xC2) when !markers.Content.IsEmpty && markers.Content[0] != 8:
                    return $"{markers.Content[0]} bits a sample";
                case JpegMarkers.StartOfScan or JpegMarkers.EndOfImage:
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    private static Description? ByStart(ReadOnlySpan<byte> head)
    {
        foreach (var (start, what, advice) in FileStarts.All)
        {
            if (head.StartsWith(start))
            {
                return new(what, advice);
            }
        }

        return null;
    }

    private static Description? ByPlace(ReadOnlySpan<byte> file) =>
        HasAt(file, 8, "AVI "u8) && file.StartsWith("RIFF"u8) ? new("an AVI video", FileAdvice.TakeFrames)
        : file.StartsWith("RIFF"u8) ? new("a RIFF file, such as a sound", FileAdvice.Remove)
        : HasAt(file, TarNameAt, "ustar"u8) ? new("a tar archive", FileAdvice.Unpack)
        : HasAt(file, DicomNameAt, "DICM"u8) ? new("a DICOM picture", FileAdvice.Convert)
        : IsTransport(file, 0, TransportPacket) || IsTransport(file, 4, TimedTransportPacket)
            ? new("an MPEG transport stream, a video", FileAdvice.TakeFrames)
        : IsNetpbm(file) ? new("a PNM picture (PBM, PGM, PPM, PAM or PFM)", FileAdvice.Convert)
        : !file.IsEmpty && !file.ContainsAnyExcept((byte)0)
            ? new("nothing but zero bytes, as an interrupted copy leaves", FileAdvice.FetchAgain)
        : null;

    private static bool HasAt(ReadOnlySpan<byte> file, int at, ReadOnlySpan<byte> name) =>
        file.Length > at && file[at..].StartsWith(name);

    private static bool IsTransport(ReadOnlySpan<byte> file, int at, int packet)
    {
        const byte Sync = 0x47;
        const int Packets = 3;
        for (var i = 0; i < Packets; i++, at += packet)
        {
            if (at >= file.Length || file[at] != Sync)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNetpbm(ReadOnlySpan<byte> file) =>
        file.Length > 2 && file[0] == (byte)'P'
        && file[1] is (>= (byte)'1' and <= (byte)'7') or (byte)'F' or (byte)'f'
        && file[2] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    private static Description? MarkupOrText(ReadOnlySpan<byte> head)
    {
        if (!IsText(head))
        {
            return null;
        }

        var text = Text(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return Has("<svg") ? new("an SVG drawing", FileAdvice.Convert)
            : Starts("<!doctype html") || Starts("<html") || Has("<html") || Has("<head") || Has("<body")
                ? new("an HTML page, such as a web site's answer instead of the picture", FileAdvice.FetchPicture)
            : Starts("<") ? new("an XML or HTML text", FileAdvice.FetchPicture)
            : Starts("version https://git-lfs") ? new("a Git LFS pointer, which stands for the picture", "Run 'git lfs pull'.")
            : Starts("/annex/objects/") ? new("a git-annex pointer, which stands for the picture", "Run 'git annex get'.")
            : Starts("{") || Starts("[") ? new("a JSON text, such as a server's error message", FileAdvice.FetchPicture)
            : text.Length > 0 ? new("a text", FileAdvice.FetchPicture)
            : new("nothing but white space", FileAdvice.FetchPicture);

        bool Starts(string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
        bool Has(string part) => text.StartsWith('<') && text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode.GetString(head)
        : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(head)
        : Encoding.UTF8.GetString(head);

    /// <summary>Whether the beginning has no control characters, as texts have none.</summary>
    private static bool IsText(ReadOnlySpan<byte> file)
    {
        var text = Text(file[..Math.Min(file.Length, HeadBytes)]);
        var cut = Math.Max(0, text.Length - 1); // the last letter may be cut
        return !text.Any(letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\f'))
            && !text.AsSpan(0, cut).Contains('\uFFFD');
    }
}
