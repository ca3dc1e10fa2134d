using System.Buffers.Binary;

namespace Arbex.Imaging;

/// <summary>The first directory of a classic TIFF file, looked through before libtiff sees it: libtiff believes counts
/// and sizes, so a file of 500 bytes could make it take gigabytes or loop for minutes.</summary>
internal readonly ref struct TiffDirectory
{
    private const int EntryBytes = 12;
    private const int WidthTag = 256;
    private const int HeightTag = 257;
    private const int StripOffsetsTag = 273;
    private const int StripLengthsTag = 279;
    private const int TileOffsetsTag = 324;
    private const int TileLengthsTag = 325;

    private readonly ReadOnlySpan<byte> _file;
    private readonly bool _bigEndian;

    private TiffDirectory(ReadOnlySpan<byte> file)
    {
        _file = file;
        _bigEndian = file[0] == (byte)'M';
    }

    /// <summary>Whether a file starts like a classic TIFF of either byte order.</summary>
    /// <param name="file">The file.</param>
    public static bool IsTiff(ReadOnlySpan<byte> file) => file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    /// <summary>Checks that all that the directory names lies in the file.</summary>
    /// <param name="file">A file that starts like a TIFF.</param>
    /// <param name="width">Columns; 0 if they are not told.</param>
    /// <param name="height">Rows; 0 if they are not told.</param>
    /// <returns>False if something lies outside: the file is cut short or damaged.</returns>
    public static bool TryCheck(ReadOnlySpan<byte> file, out int width, out int height)
    {
        (width, height) = (0, 0);
        var directory = new TiffDirectory(file);
        if (!directory.Contains(4, 4) || !directory.Contains(directory.Number(4, 4), 2))
        {
            return false;
        }

        var start = (int)directory.Number(4, 4);
        var count = (int)directory.Number(start, 2);
        return directory.Contains(start + 2, (long)count * EntryBytes)
            && directory.CheckEntries(start + 2, count, out width, out height);
    }

    private static int SizeOf(long type) => type switch
    {
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 => 8,
        _ => 1,
    };

    private bool CheckEntries(int first, int count, out int width, out int height)
    {
        (width, height) = (0, 0);
        Values offsets = default, lengths = default;
        for (var i = 0; i < count; i++)
        {
            var entry = first + (i * EntryBytes);
            var (tag, size, number) = (Number(entry, 2), SizeOf(Number(entry + 2, 2)), Number(entry + 4, 4));
            var values = new Values(size * number <= 4 ? entry + 8 : Number(entry + 8, 4), size, number);
            if (!Contains(values.Start, values.Size * values.Count))
            {
                return false;
            }

            switch (tag)
            {
                case WidthTag:
                    width = (int)Math.Min(Value(values, 0), int.MaxValue);
                    break;
                case HeightTag:
                    height = (int)Math.Min(Value(values, 0), int.MaxValue);
                    break;
                case StripOffsetsTag or TileOffsetsTag:
                    offsets = values;
                    break;
                case StripLengthsTag or TileLengthsTag:
                    lengths = values;
                    break;
                default:
                    break;
            }
        }

        for (var i = 0; i < Math.Min(offsets.Count, lengths.Count); i++)
        {
            if (!Contains(Value(offsets, i), Value(lengths, i)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Contains(long start, long length) => start + length <= _file.Length;

    private long Value(Values values, int index) =>
        index < values.Count && values.Size <= 4 ? Number((int)values.Start + (index * values.Size), values.Size) : 0;

    private long Number(long at, int size)
    {
        var bytes = _file.Slice((int)at, size);
        return size switch
        {
            1 => bytes[0],
            2 => _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            _ => _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };
    }

    /// <summary>Values that an entry names: where they start, the bytes of each, how many.</summary>
    private readonly record struct Values(long Start, int Size, long Count);
}
