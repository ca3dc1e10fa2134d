namespace Arbex.Imaging.Formats;

/// <summary>
/// Writes the first directory of a TIFF file anew over the old one, always in the classic form: LibTiff.NET 2.4.660 misreads BigTIFF files
/// with the larger byte first. A file in memory is below 4 GB, so its offsets fit.
/// </summary>
internal readonly ref struct TiffRewriter
{
    private const int Long = 4;
    private const int CountBytes = 2;
    private const int EntryBytes = 12;
    private const int OffsetBytes = 4;
    private const int MostInside = 8;

    private readonly Span<byte> _file;
    private readonly TiffEntries _old;

    /// <summary>Starts with the old directory.</summary>
    /// <param name="file">The file; changed in place.</param>
    /// <param name="old">Its directory.</param>
    public TiffRewriter(Span<byte> file, TiffEntries old)
    {
        _file = file;
        _old = old;
    }

    /// <summary>Writes the directory.</summary>
    /// <param name="entries">Some of the old one's entries, whose values lie in the file.</param>
    /// <returns>False if a number of a BigTIFF is too large, or if the directory lies over the file's header.</returns>
    public bool TryWrite(List<TiffEntries.Entry> entries)
    {
        if (_old.Start < 2 * _old.OffsetBytes)
        {
            return false;
        }

        // The new directory may lie over values that stood in the old one.
        var inside = new byte[entries.Count * MostInside];
        for (var i = 0; i < entries.Count; i++)
        {
            if (!TryNarrow(entries[i], out var narrow))
            {
                return false;
            }

            entries[i] = narrow;
            if (Length(narrow) <= MostInside)
            {
                _file.Slice((int)narrow.ValuesAt, Length(narrow)).CopyTo(inside.AsSpan(i * MostInside));
            }
        }

        var isBig = _old.IsBig;
        var at = (int)_old.Start;
        var spare = at + CountBytes + (entries.Count * EntryBytes) + OffsetBytes;
        Put(ref at, CountBytes, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var values = inside.AsSpan(i * MostInside, Math.Min(MostInside, Length(entry)));
            Put(ref at, 2, entry.Tag);
            Put(ref at, 2, entry.Type);
            Put(ref at, OffsetBytes, entry.Count);
            if (Length(entry) <= OffsetBytes)
            {
                _file.Slice(at, OffsetBytes).Clear();
                values.CopyTo(_file[at..]);
                at += OffsetBytes;
            }
            else if (isBig && Length(entry) <= MostInside)
            {
                // An entry of a BigTIFF is longer by as many bytes as can have stood in it.
                values.CopyTo(_file[spare..]);
                Put(ref at, OffsetBytes, spare);
                spare += MostInside;
            }
            else
            {
                Put(ref at, OffsetBytes, entry.ValuesAt);
            }
        }

        _file.Slice(at, Math.Min(OffsetBytes, _file.Length - at)).Clear();
        if (isBig)
        {
            var head = 2;
            Put(ref head, 2, 42);
            Put(ref head, OffsetBytes, _old.Start);
        }

        return true;
    }

    private static int Length(TiffEntries.Entry entry) => (int)(entry.Size * entry.Count);

    /// <summary>Turns numbers of 8 bytes into such of 4, in their place.</summary>
    private bool TryNarrow(TiffEntries.Entry entry, out TiffEntries.Entry narrow)
    {
        narrow = entry;
        if (entry is not { IsWhole: true, Size: > OffsetBytes })
        {
            return true;
        }

        var at = (int)entry.ValuesAt;
        for (var i = 0; i < entry.Count; i++)
        {
            var value = _old.Value(entry, i);
            if (value > uint.MaxValue)
            {
                return false;
            }

            Put(ref at, OffsetBytes, value);
        }

        narrow = entry with { Type = Long, Size = OffsetBytes };
        return true;
    }

    private void Put(ref int at, int size, long number)
    {
        _old.Write(_file.Slice(at, size), number);
        at += size;
    }
}
