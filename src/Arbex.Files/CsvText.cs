using System.Buffers;

namespace Arbex.Files;

/// <summary>Fields of CSV after RFC 4180: any text is kept as it is, and quoted where it must be.</summary>
public static class CsvText
{
    /// <summary>Also what only some readers take for the end of a line.</summary>
    private static readonly SearchValues<char> Breaking = SearchValues.Create(",\"\r\n\f\v\u0085\u2028\u2029");

    /// <summary>Makes a field of a text.</summary>
    /// <param name="text">Any text; null for an empty field.</param>
    /// <returns>The text, in quotes where it has a comma, a quote or the end of a line.</returns>
    public static string Field(string? text) =>
        text is null ? ""
        : !text.AsSpan().ContainsAny(Breaking) ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Makes a record of texts, without its end.</summary>
    /// <param name="fields">Its fields.</param>
    public static string Record(IEnumerable<string?> fields) => string.Join(',', fields.Select(Field));

    /// <summary>Reads the fields of a record.</summary>
    /// <param name="record">A record without its end.</param>
    /// <returns>Its fields; null where it is none: a quote is not closed, or text follows one.</returns>
    public static IReadOnlyList<string>? Fields(string record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            if (at < record.Length && record[at] == '"')
            {
                if (Quoted(record, ref at) is not { } quoted)
                {
                    return null;
                }

                fields.Add(quoted);
            }
            else
            {
                var end = record.IndexOf(',', at);
                end = end < 0 ? record.Length : end;
                fields.Add(record[at..end]);
                at = end;
            }

            if (at == record.Length)
            {
                return fields;
            }

            if (record[at++] != ',')
            {
                return null;
            }
        }
    }

    private static string? Quoted(string record, ref int at)
    {
        var start = at + 1;
        for (var i = start; i < record.Length; i++)
        {
            if (record[i] != '"')
            {
                continue;
            }

            if (i + 1 < record.Length && record[i + 1] == '"')
            {
                i++;
                continue;
            }

            at = i + 1;
            return record[start..i].Replace("\"\"", "\"", StringComparison.Ordinal);
        }

        return null;
    }
}
