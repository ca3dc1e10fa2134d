using System.Buffers.Binary;

namespace Arbex.Imaging.Formats;

/// <summary>
/// The entries of the first directory of a TIFF file, classic or BigTIFF, of either byte order. EXIF data has the same form.
/// </summary>
internal readonly ref struct TiffEntries
{
    /// <summary>The entry that says which way up the picture is.</summary>
    public const int OrientationTag = 274;

    /// <summary>No count or offset of a file that fits into memory is larger; products of these stay far from overflowing.</summary>
    private const long Beyond = 1L << 40;

    private readonly ReadOnlySpan<byte> _file;
    private readonly bool _bigEndian;

    private TiffEntries(ReadOnlySpan<byte> file)
    {
        _file = file;
        _bigEndian = file[0] == (byte)'M';
        IsBig = file[_bigEndian ? 3 : 2] == '+';
    }

    /// <summary>Whether the file is a BigTIFF, whose counts and offsets have 8 bytes.</summary>
    public bool IsBig { get; }

    /// <summary>Bytes of a count, an offset or the values within an entry.</summary>
    public int OffsetBytes => IsBig ? 8 : 4;

    /// <summary>Bytes of the number of entries.</summary>
    public int CountBytes => IsBig ? 8 : 2;

    /// <summary>Bytes of an entry.</summary>
    public int EntryBytes => 4 + (2 * OffsetBytes);

    /// <summary>Where the directory starts.</summary>
    public long Start { get; private init; }

    /// <summary>Entries that the directory claims to have.</summary>
    public long Claimed { get; private init; }

    /// <summary>Entries that lie in the file.</summary>
    public int Count => (int)Math.Min(Claimed, (_file.Length - Start - CountBytes) / EntryBytes);

    /// <summary>An entry.</summary>
    /// <param name="index">Its place, below <see cref="Count"/>.</param>
    public Entry this[int index]
    {
        get
        {
            var at = Start + CountBytes + ((long)index * EntryBytes);
            var (type, count) = ((int)Number(at + 2, 2), Number(at + 4, OffsetBytes));
            var size = SizeOf(type);
            var inside = at + 4 + OffsetBytes;
            return new((int)Number(at, 2), type, size, count, size * count <= OffsetBytes ? inside : Number(inside, OffsetBytes));
        }
    }

    /// <summary>Whether a file starts like a TIFF or BigTIFF of either byte order.</summary>
    /// <param name="file">The file.</param>
    public static bool IsTiff(ReadOnlySpan<byte> file) =>
        file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)
        || file.StartsWith("II+\0\b\0\0\0"u8) || file.StartsWith("MM\0+\0\b\0\0"u8);

    /// <summary>Finds the directory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="entries">Its entries.</param>
    /// <returns>False if it is no TIFF, or if its directory lies outside.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, out TiffEntries entries)
    {
        entries = default;
        if (!IsTiff(file))
        {
            return false;
        }

        var found = new TiffEntries(file);
        if (!found.Contains(found.OffsetBytes, found.OffsetBytes))
        {
            return false;
        }

        var start = found.Number(found.OffsetBytes, found.OffsetBytes);
        if (!found.Contains(start, found.CountBytes))
        {
            return false;
        }

        entries = new(file) { Start = start, Claimed = found.Number(start, found.CountBytes) };
        return true;
    }

    /// <summary>Whether bytes lie in the file.</summary>
    /// <param name="start">The first.</param>
    /// <param name="length">How many.</param>
    public bool Contains(long start, long length) => start <= _file.Length && length <= _file.Length - start;

    /// <summary>One value of an entry whose values lie in the file.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="index">Which value.</param>
    /// <returns>The whole number; 0 for another type of value and where there are fewer.</returns>
    public long Value(Entry entry, int index) =>
        index < entry.Count && entry.IsWhole ? Number(entry.ValuesAt + ((long)index * entry.Size), entry.Size) : 0;

    /// <summary>Writes a number in the file's byte order.</summary>
    /// <param name="target">As many bytes as the number has.</param>
    /// <param name="number">The number.</param>
    public void Write(Span<byte> target, long number)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[_bigEndian ? target.Length - 1 - i : i] = (byte)(number >> (8 * i));
        }
    }

    private static int SizeOf(int type) => type switch
    {
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 1,
    };

    private long Number(long at, int size)
    {
        var bytes = _file.Slice((int)at, size);
        return size switch
        {
            1 => bytes[0],
            2 => _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => (long)Math.Min(
                Beyond, _bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        };
    }

    /// <summary>An entry of the directory.</summary>
    /// <param name="Tag">What it tells.</param>
    /// <param name="Type">The type of its values.</param>
    /// <param name="Size">Bytes of a value.</param>
    /// <param name="Count">How many values it has.</param>
    /// <param name="ValuesAt">Where the first one lies.</param>
    internal readonly record struct Entry(int Tag, int Type, int Size, long Count, long ValuesAt)
    {
        /// <summary>Whether the values are whole numbers.</summary>
        public bool IsWhole => Type is 1 or 3 or 4 or 8 or 9 or 13 or 16 or 17 or 18;
    }
}
