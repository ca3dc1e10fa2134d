using Arbex.Cli.Datasets;
using Arbex.Cli.Options;
using Arbex.Data;

namespace Arbex.Cli.Evaluate;

/// <summary>Which model to score on what.</summary>
internal sealed record EvaluateRequest
{
    public required string Model { get; init; }

    public required DatasetRequest Dataset { get; init; }

    public DataSplit Split { get; init; } = DataSplit.Valid;

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();
}
