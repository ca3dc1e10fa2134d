using Arbex.Cli.Datasets;
using Arbex.Data;

namespace Arbex.Cli.Data;

/// <summary>Which labels to make wrong.</summary>
internal sealed record NoiseRequest
{
    public required DatasetRequest Dataset { get; init; }

    public required string Output { get; init; }

    public LabelNoiseKind Kind { get; init; }

    public double Share { get; init; }

    public long Seed { get; init; } = 1;

    /// <summary>"class=class" each, for pair flips.</summary>
    public IReadOnlyList<string> Pairs { get; init; } = [];
}
