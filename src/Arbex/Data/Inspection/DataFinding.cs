namespace Arbex.Data.Inspection;

/// <summary>One thing that was found about one picture.</summary>
/// <param name="Kind">What.</param>
/// <param name="Sample">Position of the picture in the dataset.</param>
public sealed record DataFinding(FindingKind Kind, int Sample)
{
    /// <summary>Position of the other picture of a pair, always an earlier one; null where there is none.</summary>
    public int? Other { get; init; }

    /// <summary>Whether the pair lies in two parts of the dataset, so that a score is too good.</summary>
    public bool CrossesSplits { get; init; }

    /// <summary>Whether the pair has different labels, of which at least one is wrong.</summary>
    public bool Contradicts { get; init; }

    /// <summary>Whether the pair is of one group, such as two frames of a video.</summary>
    public bool SameGroup { get; init; }

    /// <summary>What else is to be said, such as the size or the reason.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The finding in words, such as "duplicate across splits with another label".</summary>
    public string Name => Words(Kind, CrossesSplits, Contradicts);

    /// <summary>A kind of finding in words.</summary>
    /// <param name="kind">What.</param>
    /// <param name="crossesSplits">Whether the pair lies in two parts.</param>
    /// <param name="contradicts">Whether the pair has different labels.</param>
    public static string Words(FindingKind kind, bool crossesSplits, bool contradicts)
    {
        var name = kind switch
        {
            FindingKind.OneColour => "one colour",
            FindingKind.UnusualSize => "unusual size",
            FindingKind.NearDuplicate => "near duplicate",
            _ => kind.ToString().ToLowerInvariant(),
        };
        return $"{name}{(crossesSplits ? " across splits" : "")}{(contradicts ? " with another label" : "")}";
    }
}
