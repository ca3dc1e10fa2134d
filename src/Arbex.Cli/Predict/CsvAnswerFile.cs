using System.Globalization;

namespace Arbex.Cli.Predict;

/// <summary>CSV after RFC 4180: one line for each face, or for a picture without one.</summary>
internal sealed class CsvAnswerFile(string path, bool resume, IReadOnlyList<string> labels)
    : AnswerTextFile(path, resume, Join([.. AnswerRow.Columns, .. labels]), FileOf)
{
    public override void Write(PictureAnswer answer)
    {
        foreach (var row in AnswerRow.Of(answer))
        {
            var probabilities = labels.Select((_, i) => (object?)(row.Face is { } face ? (double)face.Final.Probabilities[i] : null));
            WriteLine(Join([.. row.Values(), .. probabilities]));
        }
    }

    private static string Join(IEnumerable<object?> values) => string.Join(',', values.Select(Cell));

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        double number => number.ToString("0.######", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted((string)value),
    };

    private static string Quoted(string text)
    {
        // A line is an answer: what would break it is written as a space.
        var line = text.ReplaceLineEndings(" ");
        return line.IndexOfAny([',', '"']) < 0 ? line : $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string? FileOf(string line)
    {
        if (!line.StartsWith('"'))
        {
            var end = line.IndexOf(',');
            return end > 0 ? line[..end] : null;
        }

        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '"' && (i + 1 == line.Length || line[++i] != '"'))
            {
                return line[1..(i + 1 == line.Length && line[i] == '"' ? i : i - 1)].Replace("\"\"", "\"", StringComparison.Ordinal);
            }
        }

        return null;
    }
}
