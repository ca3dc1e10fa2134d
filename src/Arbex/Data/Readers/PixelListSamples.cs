using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>What readers of lists with pictures inside have in common: ids, parts and codes.</summary>
internal static class PixelListSamples
{
    private const string RowName = "/row";

    /// <summary>The id of a row: the list and the row's place in it, from 0, without the header.</summary>
    public static string Id(string list, int row) => string.Create(CultureInfo.InvariantCulture, $"{list}{RowName}{row:d7}");

    /// <summary>The list and row of an id.</summary>
    public static (string List, int Row) Place(string id)
    {
        var mark = id.LastIndexOf(RowName, StringComparison.Ordinal);
        return (id[..mark], int.Parse(id.AsSpan(mark + RowName.Length), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>The part that a row's usage stands for.</summary>
    /// <exception cref="DatasetFormatException">It is another word, or the row is malformed.</exception>
    public static DataSplit Split(string path, PixelListRow row) => row.Error is not null ? throw row.Error : Usage(row.Usage)
        ?? throw new DatasetFormatException(
            $"{path}, line {row.Line}: the usage '{row.Usage}' is unknown. Expected Training, PublicTest or PrivateTest. Repair the "
            + "line or download the list again.");

    /// <summary>The part that FER2013's and FER+'s lists mean; null for another word.</summary>
    public static DataSplit? Usage(string usage) =>
        usage.Equals("Training", StringComparison.OrdinalIgnoreCase) ? DataSplit.Train
        : usage.Equals("PublicTest", StringComparison.OrdinalIgnoreCase) ? DataSplit.Valid
        : usage.Equals("PrivateTest", StringComparison.OrdinalIgnoreCase) ? DataSplit.Test
        : null;

    /// <summary>Adds all rows of a list whose emotions are plain codes.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="list">The list, below it.</param>
    /// <param name="labels">The classes, in the order of the codes.</param>
    /// <param name="problems">Told of lines that are not understood.</param>
    /// <exception cref="DatasetFormatException">At least half of the lines are not understood.</exception>
    public static SampleIndex Read(DatasetFiles files, string list, LabelSet labels, ProblemList problems)
    {
        files.HasFile(list); // remembered, so that a kept index notices a change
        var path = files.FullPath(list);
        var oneHot = FaceSample.OneHots(labels.Count);
        var builder = new SampleIndexBuilder();
        var odd = new OddLines(problems, $"lines of {list} are not understood");
        var place = 0;
        foreach (var row in PixelList.Rows(path))
        {
            if (odd.TryRead(() => (Split(path, row), Code(path, row, labels)), out var known))
            {
                builder.Add(Id(list, place), known.Item1, oneHot[known.Item2]);
            }

            place++;
        }

        odd.Check();
        return builder.Build();
    }

    private static int Code(string path, PixelListRow row, LabelSet labels) =>
        WholeNumber.TryParse(row.Emotion, out var code) && code >= 0 && code < labels.Count
            ? code
            : throw new DatasetFormatException(
                $"{path}, line {row.Line}: the emotion '{row.Emotion}' is unknown. Expected a code from 0 to {labels.Count - 1} "
                + $"({labels}). Repair the line or download the list again.");
}
