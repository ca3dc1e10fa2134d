using Arbex.Cli.Datasets;

namespace Arbex.Cli.Data;

/// <summary>What to pack where.</summary>
internal sealed record PackRequest
{
    public required DatasetRequest Dataset { get; init; }

    public required string Output { get; init; }

    /// <summary>Longer side of a stored picture; 0 keeps sizes.</summary>
    public int Side { get; init; }
}
