using Arbex.Cli.Datasets;
using Arbex.Data;

namespace Arbex.Cli.Data;

/// <summary>Which faces to show, and how varied.</summary>
internal sealed record PreviewRequest
{
    public required DatasetRequest Dataset { get; init; }

    public required string Output { get; init; }

    public DataSplit Split { get; init; } = DataSplit.Train;

    public int Count { get; init; }

    /// <summary>File of the recipe whose augmentation is shown; null for <see cref="Augmentation"/>.</summary>
    public string? Recipe { get; init; }

    /// <summary>Name of an augmentation; null for the recipe's, or the paper's.</summary>
    public string? Augmentation { get; init; }

    public long? Seed { get; init; }
}
