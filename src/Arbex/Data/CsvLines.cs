using System.Text;

namespace Arbex.Data;

/// <summary>Reads the comma-separated lists that come with datasets.</summary>
/// <remarks>
/// Quoting follows RFC 4180, save that a quoted field may not span lines. Any line ending and a byte order mark are
/// accepted; blank lines are skipped; fields are trimmed, because lists in circulation have stray spaces.
/// </remarks>
internal static class CsvLines
{
    /// <summary>Reads a file line by line.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lines that are not blank, numbered from 1 as an editor numbers them.</returns>
    /// <exception cref="DatasetFormatException">The file cannot be opened, or a quote is not closed.</exception>
    public static IEnumerable<CsvLine> Read(string path)
    {
        using var reader = Open(path);
        var number = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return new CsvLine(path, number, Split(text, path, number));
            }
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetFormatException(
                $"The list '{path}' cannot be opened: {cause.Message} Expected a readable text file. Check its "
                + "permissions.",
                cause);
        }
    }

    private static string[] Split(string text, string path, int number)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        if (quoted)
        {
            throw new DatasetFormatException(
                $"{path}, line {number}: a quote is opened and not closed in '{text}'. Expected every field on one "
                + "line with paired quotes. Repair the line or download the list again.");
        }

        fields.Add(field.ToString().Trim());
        return [.. fields];
    }
}
