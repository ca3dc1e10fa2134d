using Arbex.Cli.Datasets;

namespace Arbex.Cli.Data;

/// <summary>What to look for in which dataset.</summary>
internal sealed record CheckRequest
{
    public required DatasetRequest Dataset { get; init; }

    /// <summary>The most bits in which hashes of near duplicates differ.</summary>
    public required int Distance { get; init; }
}
