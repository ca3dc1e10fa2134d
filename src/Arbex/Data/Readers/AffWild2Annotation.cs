using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>The annotation of one video of Aff-Wild2: class names in the first line, then one label a frame.</summary>
/// <param name="Classes">In the order of the codes.</param>
/// <param name="Rows">Code of frame 1, 2 and so on; <see cref="None"/> where the frame is not annotated.</param>
internal sealed record AffWild2Annotation(LabelSet Classes, IReadOnlyList<sbyte> Rows)
{
    /// <summary>The code of a frame without a label.</summary>
    public const sbyte None = -1;

    private const string Expected = "Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise and perhaps Other";
    private const int BasicExpressions = 7;

    private static readonly LabelSet Known =
        new("neutral", "anger", "disgust", "fear", "happiness", "sadness", "surprise", "other");

    /// <summary>Reads one file.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="path">The file below it.</param>
    /// <param name="problems">Told of rows that are no code; their frames have no label.</param>
    /// <exception cref="DatasetFormatException">Another header, or at least half of the rows are no code of it.</exception>
    public static AffWild2Annotation Read(DatasetFiles files, string path, ProblemList problems)
    {
        var odd = new OddLines(problems, "rows of annotations are no label");
        LabelSet? classes = null;
        var rows = new List<sbyte>();
        var (number, blank) = (0, 0);
        foreach (var line in files.Text(path).AsSpan().EnumerateLines())
        {
            number++;
            var text = line.Trim();
            if (text.IsEmpty)
            {
                blank = blank == 0 ? number : blank;
                continue;
            }

            if (blank > 0)
            {
                // Rows are numbered by frames: a blank line among them would shift every later label.
                throw Malformed(
                    files, path, blank, "the line is blank and others follow", "one label a frame without gaps");
            }

            if (classes is null)
            {
                classes = Header(files, path, number, text.ToString());
            }
            else if (sbyte.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code)
                && code >= None && code < classes.Count)
            {
                rows.Add(code);
                odd.Good();
            }
            else
            {
                rows.Add(None); // keeps its place: rows are numbered by frames
                odd.Add(Malformed(
                    files, path, number, $"'{text}' is no label",
                    $"a code from 0 to {classes.Count - 1}, or -1 for none"));
            }
        }

        odd.Check();
        return new(classes ?? throw Malformed(files, path, 1, "the file is empty", $"the header {Expected}"), rows);
    }

    private static LabelSet Header(DatasetFiles files, string path, int number, string text)
    {
        var names = text.Split(',').Select(name => name.Trim().ToLowerInvariant()).ToArray();
        return names.Length >= BasicExpressions && names.Distinct().Count() == names.Length
            && names.All(name => Known.IndexOf(name) >= 0)
            ? new LabelSet(names)
            : throw Malformed(files, path, number, $"the header is '{text}'", Expected);
    }

    private static DatasetFormatException Malformed(
        DatasetFiles files, string path, int number, string happened, string expected) =>
        new($"{files.FullPath(path)}, line {number}: {happened}. Expected {expected}. Repair the line or take the file "
            + "from the archive again.");
}
