using System.Collections.Immutable;

namespace Arbex.Training.Ablations;

/// <summary>A table of the paper as runs.</summary>
public sealed record AblationStudy
{
    /// <summary>Its name at the prompt.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What the rows are.</summary>
    public required string RowTitle { get; init; }

    /// <summary>What the columns are; empty where there is one.</summary>
    public string ColumnTitle { get; init; } = "";

    /// <summary>What a reader must know to compare with the paper.</summary>
    public required string Note { get; init; }

    /// <summary>The runs, in the order of the table, seed by seed, so that a study that is stopped has whole seeds.</summary>
    public required ImmutableArray<AblationCell> Cells { get; init; }
}
