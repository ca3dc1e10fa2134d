namespace Arbex.Imaging.Formats;

/// <summary>
/// Finds which way up a camera noted that a picture is, in every place where it can stand. In each format EXIF comes first (of a PNG file the
/// chunk eXIf, then a raw profile in a text), then XMP. The first place that notes an orientation decides, also with a number that is
/// none of 1 to 8: then the picture stays as it is stored.
/// </summary>
internal static class NotedOrientation
{
    private const int Upright = 1;

    private static ReadOnlySpan<byte> XmpHead => "http://ns.adobe.com/xap/1.0/\0"u8;

    /// <summary>Finds the orientation of a JPEG, PNG, WebP or TIFF file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>1 to 8; 1 where none is noted, where it cannot be read, and in other formats.</returns>
    public static int Of(ReadOnlySpan<byte> file)
    {
        var noted = JpegMarkers.IsJpeg(file) ? OfJpeg(file)
            : PngChunks.IsPng(file) ? OfPng(file)
            : WebpChunks.IsWebp(file) ? OfWebp(file)
            : TiffEntries.IsTiff(file) ? ExifBlock.Orientation(file) ?? OfTiffXmp(file)
            : null;
        return noted is >= 1 and <= 8 ? noted.Value : Upright;
    }

    private static int? OfJpeg(ReadOnlySpan<byte> file)
    {
        int? xmp = null;
        var markers = new JpegMarkers(file);
        while (markers.MoveNext() && markers.Marker is not (JpegMarkers.StartOfScan or JpegMarkers.EndOfImage))
        {
            if (markers.Marker != JpegMarkers.Application1)
            {
                continue;
            }

            if (markers.Content.StartsWith(ExifBlock.Head) && ExifBlock.Orientation(markers.Content) is { } exif)
            {
                return exif;
            }

            if (markers.Content.StartsWith(XmpHead))
            {
                xmp ??= XmpPacket.Orientation(markers.Content[XmpHead.Length..]);
            }
        }

        return xmp;
    }

    private static int? OfPng(ReadOnlySpan<byte> file)
    {
        int? profile = null, xmp = null;
        var inflate = new BoundedInflate();
        var chunks = new PngChunks(file);
        while (chunks.MoveNext())
        {
            if (chunks.Type.SequenceEqual("eXIf"u8))
            {
                if (ExifBlock.Orientation(chunks.Content) is { } exif)
                {
                    return exif;
                }
            }
            else if (PngTextChunk.TryRead(chunks.Type, chunks.Content, out var text))
            {
                if (text.Keyword.SequenceEqual("XML:com.adobe.xmp"u8))
                {
                    xmp ??= XmpPacket.Orientation(text.Text(ref inflate));
                }
                else if (text.Keyword.StartsWith(RawProfile.Keyword))
                {
                    ReadProfile(text, ref inflate, ref profile, ref xmp);
                }
            }
        }

        return profile ?? xmp;
    }

    private static void ReadProfile(PngTextChunk text, ref BoundedInflate inflate, ref int? exif, ref int? xmp)
    {
        var kind = text.Keyword[RawProfile.Keyword.Length..];
        var isSegment = System.Text.Ascii.EqualsIgnoreCase(kind, "APP1"u8);
        if (!isSegment && !System.Text.Ascii.EqualsIgnoreCase(kind, "exif"u8) && !System.Text.Ascii.EqualsIgnoreCase(kind, "xmp"u8))
        {
            return;
        }

        ReadOnlySpan<byte> bytes = RawProfile.Bytes(text.Text(ref inflate));
        if (bytes.StartsWith(XmpHead))
        {
            xmp ??= XmpPacket.Orientation(bytes[XmpHead.Length..]);
        }
        else if (System.Text.Ascii.EqualsIgnoreCase(kind, "xmp"u8))
        {
            xmp ??= XmpPacket.Orientation(bytes);
        }
        else
        {
            exif ??= ExifBlock.Orientation(bytes);
        }
    }

    private static int? OfWebp(ReadOnlySpan<byte> file)
    {
        const byte HasExif = 8;
        const byte HasXmp = 4;
        var flags = 0;
        int? xmp = null;
        var chunks = new WebpChunks(file);
        while (chunks.MoveNext())
        {
            if (chunks.Type.SequenceEqual("VP8X"u8) && !chunks.Content.IsEmpty)
            {
                flags = chunks.Content[0];
            }
            else if ((flags & HasExif) != 0 && chunks.Type.SequenceEqual("EXIF"u8)
                && ExifBlock.Orientation(chunks.Content) is { } exif)
            {
                return exif;
            }
            else if ((flags & HasXmp) != 0 && chunks.Type.SequenceEqual("XMP "u8))
            {
                xmp ??= XmpPacket.Orientation(chunks.Content);
            }
        }

        return xmp;
    }

    private static int? OfTiffXmp(ReadOnlySpan<byte> file)
    {
        const int XmpTag = 700;
        if (!TiffEntries.TryRead(file, out var entries))
        {
            return null;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var length = entry.Size * entry.Count;
            if (entry.Tag == XmpTag && entries.Contains(entry.ValuesAt, length))
            {
                return XmpPacket.Orientation(file.Slice((int)entry.ValuesAt, (int)length));
            }
        }

        return null;
    }
}
