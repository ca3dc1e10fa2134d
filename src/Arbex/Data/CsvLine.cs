namespace Arbex.Data;

/// <summary>One line of a list, with what an error message must name.</summary>
/// <param name="Path">The file.</param>
/// <param name="Number">Line number, from 1.</param>
/// <param name="Fields">The trimmed fields, at least one.</param>
internal sealed record CsvLine(string Path, int Number, string[] Fields)
{
    /// <summary>What the number counts; "row" where the list is no text.</summary>
    public string Unit { get; init; } = "line";

    /// <summary>Whether a quote is opened and not closed; the whole line is one field then.</summary>
    public bool IsUnclosed { get; init; }

    /// <summary>Makes the error about this line.</summary>
    /// <param name="happened">What is wrong, without a full stop.</param>
    /// <param name="expected">What the line should be and how to mend it.</param>
    public DatasetFormatException Error(string happened, string expected) => IsUnclosed
        ? new($"{Path}, {Unit} {Number}: a quote is opened and not closed in '{Shown()}'. Expected every field on one line with paired "
            + "quotes. Repair the line or download the list again.")
        : new($"{Path}, {Unit} {Number}: {happened} in '{Shown()}'. {expected}");

    private string Shown()
    {
        const int MostShown = 300;
        var text = string.Join(',', Fields);
        return text.Length <= MostShown ? text : $"{text.AsSpan(0, MostShown)}...";
    }
}
