using Arbex.Cli.Datasets;

namespace Arbex.Cli.Data;

/// <summary>What to count.</summary>
internal sealed record InspectRequest
{
    public required DatasetRequest Dataset { get; init; }

    /// <summary>File of the recipe whose refinement is applied; null for the paper's N and M.</summary>
    public string? Recipe { get; init; }

    /// <summary>Where to draw the counts; null for nowhere.</summary>
    public string? Plot { get; init; }
}
