using Arbex.Data;

namespace Arbex.Cli.Data;

/// <summary>The document of --json.</summary>
internal sealed record NoiseDocument
{
    public required string Dataset { get; init; }

    public required string Output { get; init; }

    public required LabelNoiseKind Kind { get; init; }

    public required double Share { get; init; }

    public required long Seed { get; init; }

    public required int TrainingSamples { get; init; }

    public required int Changed { get; init; }

    /// <summary>How many samples of a class got which class.</summary>
    public required IReadOnlyDictionary<string, SortedDictionary<string, int>> Mistakes { get; init; }
}
