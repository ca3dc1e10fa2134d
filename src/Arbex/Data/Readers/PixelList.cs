using System.Text;
using Arbex.Files;

namespace Arbex.Data.Readers;

/// <summary>Reads lists that hold 48x48 grey pictures as numbers: fer2013.csv and what is made like it.</summary>
/// <remarks>
/// The columns emotion, pixels and Usage may stand in any order, with spaces around their names (icml_face_data.csv).
/// Numbers are found, not read: a picture is read from its place when it is wanted.
/// </remarks>
internal static class PixelList
{
    /// <summary>Rows and columns of every picture.</summary>
    public const int Side = 48;

    private const int LongestLine = 1 << 20;

    private static readonly string[] Columns = ["emotion", "pixels", "Usage"];

    /// <summary>Finds the rows of a list, one by one; blank lines do not count.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetFormatException">It cannot be read, or is another list. A malformed line is a row with an error.</exception>
    public static IEnumerable<PixelListRow> Rows(string path)
    {
        int[]? columns = null;
        foreach (var (number, start, line) in Lines(path))
        {
            if (columns is null)
            {
                columns = Header(path, number, line.Span);
            }
            else
            {
                yield return Row(path, number, start, line.Span, columns);
            }
        }

        if (columns is null)
        {
            throw new DatasetFormatException(
                $"The list '{path}' is empty. Expected the columns {string.Join(", ", Columns)}. Download it again.");
        }
    }

    private static IEnumerable<(int Number, long Start, ReadOnlyMemory<byte> Line)> Lines(string path)
    {
        using var stream = Open(path);
        var buffer = new byte[LongestLine];
        var (number, offset, start, end, finished) = (0, 0L, 0, 0, false);
        while (!finished || start < end)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && !finished)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (offset, start, end) = (offset + start, 0, end - start);
                if (end == buffer.Length)
                {
                    throw new DatasetFormatException(
                        $"{path}, line {number + 1}: the line is longer than {LongestLine} bytes. Expected {Side * Side} numbers a "
                        + "line. Download the list again.");
                }

                var read = stream.Read(buffer, end, buffer.Length - end);
                (finished, end) = (read == 0, end + read);
                continue;
            }

            length = length < 0 ? end - start : length;
            number++;
            if (!buffer.AsSpan(start, length).Trim(" \t\r"u8).IsEmpty)
            {
                yield return (number, offset + start, buffer.AsMemory(start, length));
            }

            start = Math.Min(start + length + 1, end);
        }
    }

    private static int[] Header(string path, int number, ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).TrimStart('\uFEFF');
        var header = new ListHeader(new CsvLine(path, number, [.. text.Split(',').Select(name => name.Trim(' ', '\t', '\r', '"'))]));
        return [.. Columns.Select(header.Require), header.Names.Length];
    }

    private static PixelListRow Row(string path, int number, long start, ReadOnlySpan<byte> line, int[] columns)
    {
        Span<Range> fields = stackalloc Range[columns[^1] + 1];
        var count = 0;
        foreach (var field in line.Split((byte)','))
        {
            if (count == fields.Length)
            {
                break;
            }

            fields[count++] = Trimmed(line, field);
        }

        if (count != columns[^1])
        {
            return Odd(
                $"{path}, line {number}: there are {(count > columns[^1] ? "more than " : "")}{Math.Min(count, columns[^1])} fields. "
                + $"Expected {columns[^1]}, as in the header. Download the list again.");
        }

        var (from, length) = fields[columns[1]].GetOffsetAndLength(line.Length);
        var numbers = CountNumbers(line.Slice(from, length));
        return numbers == Side * Side
            ? new(
                number,
                Encoding.UTF8.GetString(line[fields[columns[0]]]),
                Encoding.UTF8.GetString(line[fields[columns[2]]]),
                start + from,
                length)
            : Odd(
                $"{path}, line {number}: there are {numbers} grey values. Expected {Side * Side} with spaces between them. The list "
                + "may be cut short; download it again.");

        PixelListRow Odd(string message) => new(number, "", "", start, 0) { Error = new DatasetFormatException(message) };
    }

    private static int CountNumbers(ReadOnlySpan<byte> pixels)
    {
        if (!pixels.IsEmpty && pixels.Count((byte)' ') == (Side * Side) - 1 && pixels.IndexOf("  "u8) < 0)
        {
            return Side * Side; // the usual case, without a look at each byte
        }

        var (count, inside) = (0, false);
        foreach (var character in pixels)
        {
            var space = character is (byte)' ' or (byte)'\t';
            count += !space && !inside ? 1 : 0;
            inside = !space;
        }

        return count;
    }

    private static Range Trimmed(ReadOnlySpan<byte> line, Range field)
    {
        var (from, length) = field.GetOffsetAndLength(line.Length);
        var whole = line.Slice(from, length);
        var left = length - whole.TrimStart(" \t\r\""u8).Length;
        return (from + left)..(from + left + whole.Trim(" \t\r\""u8).Length);
    }

    private static FileStream Open(string path)
    {
        try
        {
            SpecialFile.Refuse(path, "list");
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetFormatException(
                $"The list '{path}' cannot be read: {cause.Message} Expected a text file. Check its permissions.", cause);
        }
    }
}
