using System.Collections.Immutable;
using Arbex.Cli.Datasets;
using Arbex.Cli.Options;
using Arbex.Data;

namespace Arbex.Cli.Train;

/// <summary>What the user asks of a training run, or of several.</summary>
internal sealed record TrainRequest
{
    public required DatasetRequest Dataset { get; init; }

    public required RecipeRequest Recipe { get; init; }

    public required string Output { get; init; }

    public bool Resume { get; init; }

    /// <summary>A run with each of these seeds; empty for one run.</summary>
    public ImmutableArray<long> Seeds { get; init; } = [];

    /// <summary>A run for each of so many folds; null for one run.</summary>
    public int? Folds { get; init; }

    /// <summary>The part to score on; null for the usual one.</summary>
    public DataSplit? ScoreOn { get; init; }

    /// <summary>Whether there are several runs in folders of their own.</summary>
    public bool IsSeries => !Seeds.IsEmpty || Folds is not null;

    /// <summary>Files of weights to start from; none starts at random.</summary>
    public IReadOnlyList<string> Weights { get; init; } = [];

    /// <summary>Checkpoints to learn from beside the labels.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    public double LabelNoise { get; init; }

    /// <summary>File of a <see cref="Arbex.Data.LabelNoiseList"/>; null for none.</summary>
    public string? LabelNoiseList { get; init; }

    public double CheckpointMinutes { get; init; } = new Arbex.Training.TrainerHost().CheckpointInterval.TotalMinutes;

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();

    public LoadingRequest Loading { get; init; } = new();
}
