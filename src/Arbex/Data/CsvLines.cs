using System.Text;
using Arbex.Files;

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
    /// <exception cref="DatasetFormatException">The file cannot be opened.</exception>
    /// <exception cref="ArbexException">It is no regular file, or has a line that no list has.</exception>
    public static IEnumerable<CsvLine> Read(string path)
    {
        using var reader = Open(path);
        var number = 0;
        foreach (var text in InputFile.Lines(reader, path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Split(text, path, number);
            }
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(InputFile.Open(path, "list"));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetFormatException(
                $"The list '{path}' cannot be opened: {cause.Message} Expected a readable text file. Check its "
                + "permissions.",
                cause);
        }
    }

    private static CsvLine Split(string text, string path, int number)
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

        fields.Add(field.ToString().Trim());
        return quoted ? new(path, number, [text]) { IsUnclosed = true } : new(path, number, [.. fields]);
    }
}
