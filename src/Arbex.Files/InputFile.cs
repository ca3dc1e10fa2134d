using System.Text;

namespace Arbex.Files;

/// <summary>Opens and reads files that a user named: only regular ones, and no more of them than can be meant.</summary>
public static class InputFile
{
    /// <summary>The most bytes of a text that is read whole: recipes, splits, mappings, documents.</summary>
    public const long LargestText = 64L << 20;

    /// <summary>The most characters of one line of a list.</summary>
    public const int LongestLine = 1 << 20;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What the file is to the user, such as "recipe".</param>
    /// <exception cref="ArbexException">A pipe, a socket, a device or a folder stands there.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SpecialFile.Refuse(path, what);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What the file is to the user, such as "recipe".</param>
    /// <param name="largest">The most bytes it may have.</param>
    /// <exception cref="ArbexException">It is no regular file, or larger.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadBytes(string path, string what, long largest = LargestText)
    {
        using var stream = Open(path, what);
        if (stream.Length > largest)
        {
            throw new ArbexException(
                $"The {what} '{path}' has {stream.Length} bytes. Expected at most {largest}. Check that it is the right file.");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads a text file whole; UTF-8 unless it begins with a mark of another encoding.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What the file is to the user, such as "recipe".</param>
    /// <param name="largest">The most bytes it may have.</param>
    /// <exception cref="ArbexException">It is no regular file, or larger.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadText(string path, string what, long largest = LargestText)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path, what, largest)), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a list line by line.</summary>
    /// <param name="reader">The list; stays open.</param>
    /// <param name="name">Its name in messages.</param>
    /// <returns>The lines without their ends.</returns>
    /// <exception cref="ArbexException">A line is longer than <see cref="LongestLine"/>: the file is no list.</exception>
    public static IEnumerable<string> Lines(TextReader reader, string name) => Split(reader, name, hasPaths: false);

    /// <summary>
    /// Reads a list of paths: one a line, or with NUL between them. No path has a NUL; where the beginning of the list has one, NUL alone
    /// separates, because a path may have line ends.
    /// </summary>
    /// <param name="reader">The list; stays open.</param>
    /// <param name="name">Its name in messages.</param>
    /// <returns>The paths; empty ones where the list has empty lines.</returns>
    /// <exception cref="ArbexException">A path is longer than <see cref="LongestLine"/>, or as many are empty: the file is no list.</exception>
    public static IEnumerable<string> Paths(TextReader reader, string name) => Split(reader, name, hasPaths: true);

    private static IEnumerable<string> Split(TextReader reader, string name, bool hasPaths)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var line = new StringBuilder();
        var buffer = new char[1 << 14];
        var number = 1L;
        var empty = 0;
        var afterReturn = false;
        bool? nullAlone = hasPaths ? null : false;
        for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            nullAlone ??= buffer.AsSpan(0, read).Contains('\0');
            for (var i = 0; i < read; i++)
            {
                var c = buffer[i];
                var ends = (c is '\n' or '\r' && nullAlone == false) || (c == '\0' && hasPaths);
                if (ends && c == '\n' && afterReturn)
                {
                    afterReturn = false;
                    continue;
                }

                afterReturn = ends && c == '\r';
                empty = ends && line.Length == 0 ? empty + 1 : 0;
                if (line.Length >= LongestLine || empty >= LongestLine)
                {
                    throw new ArbexException(
                        $"Line {number} of '{name}' has more than {LongestLine} characters, or as many lines are empty. Expected a list with "
                        + "short lines. Check that it is the right file.");
                }

                if (!ends)
                {
                    line.Append(c);
                    continue;
                }

                yield return line.ToString();
                line.Clear();
                number++;
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
