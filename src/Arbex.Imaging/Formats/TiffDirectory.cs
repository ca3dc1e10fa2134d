namespace Arbex.Imaging.Formats;

/// <summary>
/// Makes the first directory of a TIFF file fit for libtiff. libtiff believes counts and sizes, so a file of 500 bytes could make it take
/// gigabytes or loop for minutes; and it complains of metadata in the same way as of pixels. So it gets to see only entries that lead
/// to pixels, all of which lie in the file.
/// </summary>
internal readonly ref struct TiffDirectory
{
    private const int WidthTag = 256;
    private const int HeightTag = 257;
    private const int CompressionTag = 259;
    private const int PhotometricTag = 262;
    private const int StripOffsetsTag = 273;
    private const int StripLengthsTag = 279;
    private const int TileOffsetsTag = 324;
    private const int TileLengthsTag = 325;

    private readonly Span<byte> _file;
    private readonly TiffEntries _entries;

    private TiffDirectory(Span<byte> file, TiffEntries entries)
    {
        _file = file;
        _entries = entries;
    }

    /// <summary>Checks that all that the directory needs for pixels lies in the file, and takes everything else out of it.</summary>
    /// <param name="file">A file that starts like a TIFF; its directory is changed in place.</param>
    /// <param name="width">Columns; 0 if it does not say.</param>
    /// <param name="height">Rows; 0 if it does not say.</param>
    /// <returns>False if something lies outside: the file is cut short or damaged.</returns>
    public static bool TryPrepare(Span<byte> file, out int width, out int height)
    {
        (width, height) = (0, 0);
        if (!TiffEntries.TryRead(file, out var entries) || entries.Count != entries.Claimed)
        {
            return false;
        }

        var directory = new TiffDirectory(file, entries);
        width = (int)Math.Min(directory.First(WidthTag), int.MaxValue);
        height = (int)Math.Min(directory.First(HeightTag), int.MaxValue);
        var (compression, photometric) = (directory.First(CompressionTag), directory.First(PhotometricTag));
        return directory.CheckBlocks(compression) && directory.Reduce(compression, photometric);
    }

    /// <summary>The whole number of an entry; 0 where it is missing or lies outside.</summary>
    private long First(int tag) => TryFind(tag, out var entry) && Lies(entry) ? _entries.Value(entry, 0) : 0;

    private bool TryFind(int tag, out TiffEntries.Entry entry)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            entry = _entries[i];
            if (entry.Tag == tag)
            {
                return true;
            }
        }

        entry = default;
        return false;
    }

    private bool Lies(TiffEntries.Entry entry) => _entries.Contains(entry.ValuesAt, entry.Size * entry.Count);

    private bool CheckBlocks(long compression) =>
        CheckBlocks(compression, StripOffsetsTag, StripLengthsTag) && CheckBlocks(compression, TileOffsetsTag, TileLengthsTag);

    /// <summary>
    /// Checks that strips or tiles lie in the file. Writers claim too much for a last strip with fewer rows; whether its rows are there is
    /// known where they are decoded, for compressions whose decoders notice an end.
    /// </summary>
    private bool CheckBlocks(long compression, int offsetsTag, int lengthsTag)
    {
        if (!TryFind(offsetsTag, out var offsets) || !TryFind(lengthsTag, out var lengths) || !Lies(offsets) || !Lies(lengths))
        {
            return true; // Reduce refuses what lies outside, libtiff what is missing
        }

        for (var i = 0; i < Math.Min(offsets.Count, lengths.Count); i++)
        {
            var (start, length) = (_entries.Value(offsets, i), _entries.Value(lengths, i));
            if (_entries.Contains(start, length))
            {
                continue;
            }

            if (start >= _file.Length || !TiffTags.NoticesEnd(compression))
            {
                return false;
            }

            var at = (int)lengths.ValuesAt + (i * lengths.Size);
            _entries.Write(_file.Slice(at, lengths.Size), _file.Length - start);
        }

        return true;
    }

    /// <summary>Writes a directory of the entries that lead to pixels over the old one, without another behind it.</summary>
    private bool Reduce(long compression, long photometric)
    {
        var kept = new List<TiffEntries.Entry>();
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (!TiffTags.LeadsToPixels(entry.Tag, compression, photometric) || kept.Exists(other => other.Tag == entry.Tag))
            {
                continue; // of repeated entries only the first was checked
            }

            if (!Lies(entry))
            {
                return false;
            }

            kept.Add(entry);
        }

        return new TiffRewriter(_file, _entries).TryWrite(kept);
    }
}
