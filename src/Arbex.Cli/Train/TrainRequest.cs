using Arbex.Cli.Datasets;
using Arbex.Cli.Options;

namespace Arbex.Cli.Train;

/// <summary>What the user asks of a training run.</summary>
internal sealed record TrainRequest
{
    public required DatasetRequest Dataset { get; init; }

    public required RecipeRequest Recipe { get; init; }

    public required string Output { get; init; }

    public bool Resume { get; init; }

    /// <summary>Files of weights to start from; none starts at random.</summary>
    public IReadOnlyList<string> Weights { get; init; } = [];

    public double LabelNoise { get; init; }

    /// <summary>File of a <see cref="Arbex.Data.LabelNoiseList"/>; null for none.</summary>
    public string? LabelNoiseList { get; init; }

    public double CheckpointMinutes { get; init; } = new Arbex.Training.TrainerHost().CheckpointInterval.TotalMinutes;

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();

    public LoadingRequest Loading { get; init; } = new();
}
