using Arbex.Cli.Options;

namespace Arbex.Cli.Predict;

/// <summary>Which pictures to ask which model about.</summary>
internal sealed record PredictRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Where to draw the figure; null for none.</summary>
    public string? Figure { get; init; }

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();
}
