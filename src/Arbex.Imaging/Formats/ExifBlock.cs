namespace Arbex.Imaging.Formats;

/// <summary>Reads what cameras note in EXIF data, which have the form of a TIFF directory.</summary>
internal static class ExifBlock
{
    private const int Short = 3;
    private const int Long = 4;
    private const int Unreadable = 0;

    /// <summary>What EXIF data start with in JPEG files, and in other formats where the writer copied it along.</summary>
    public static ReadOnlySpan<byte> Head => "Exif\0"u8;

    /// <summary>Reads the orientation.</summary>
    /// <param name="block">EXIF data, with <see cref="Head"/> and another byte before it or without; may be cut short.</param>
    /// <returns>The noted number as it is, 0 for one that cannot be read; null where none is noted.</returns>
    public static int? Orientation(ReadOnlySpan<byte> block)
    {
        while (block.StartsWith(Head) && block.Length > Head.Length)
        {
            block = block[(Head.Length + 1)..];
        }

        if (!TiffEntries.TryRead(block, out var entries))
        {
            return null;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Tag == TiffEntries.OrientationTag)
            {
                return entry is { Count: 1, Type: Short or Long } ? (int)Math.Min(entries.Value(entry, 0), int.MaxValue) : Unreadable;
            }
        }

        return null;
    }
}
