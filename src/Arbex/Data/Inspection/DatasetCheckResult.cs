using System.Collections.Immutable;

namespace Arbex.Data.Inspection;

/// <summary>All that a check found.</summary>
public sealed record DatasetCheckResult
{
    /// <summary>Number of pictures that were looked at.</summary>
    public required int Samples { get; init; }

    /// <summary>The sizes of the pictures.</summary>
    public required PictureSizes Sizes { get; init; }

    /// <summary>Sentences about labels, names and groups.</summary>
    public required ImmutableArray<string> Oddities { get; init; }

    /// <summary>What was found about pictures, sorted by kind, then as in the dataset.</summary>
    public required ImmutableArray<DataFinding> Findings { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsClean => Oddities.IsEmpty && Findings.IsEmpty;

    /// <summary>Number of findings of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="crossesSplits">Whether the pairs lie in two parts.</param>
    /// <param name="contradicts">Whether the pairs have different labels.</param>
    public int Count(FindingKind kind, bool crossesSplits = false, bool contradicts = false) =>
        Findings.Count(finding => finding.Kind == kind && finding.CrossesSplits == crossesSplits
            && finding.Contradicts == contradicts);
}
