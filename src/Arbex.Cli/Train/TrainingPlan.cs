using Arbex.Cli.Datasets;
using Arbex.Cli.Options;
using Arbex.Data;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>A checked training run, ready to start.</summary>
internal sealed record TrainingPlan
{
    public required Recipe Recipe { get; init; }

    public required TrainingData Data { get; init; }

    public required string Output { get; init; }

    public bool Resume { get; init; }

    /// <summary>Files of weights to start from; none starts at random.</summary>
    public IReadOnlyList<string> Weights { get; init; } = [];

    /// <summary>Whether the weights fill the encoder alone, and must fill all of it.</summary>
    public bool EncoderOnly { get; init; }

    /// <summary>Checkpoints to learn from beside the labels; none learns from the labels alone.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>Answers of a frozen encoder that runs share; null for none.</summary>
    public EmbeddingMemory? Memory { get; init; }

    /// <summary>The part that the best checkpoint is scored on at the end.</summary>
    public DataSplit ScoreOn { get; init; } = DataSplit.Valid;

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();

    public LoaderOptions Loader { get; init; } = new();

    /// <summary>After how much time the last checkpoint is written again inside an epoch.</summary>
    public TimeSpan CheckpointInterval { get; init; } = new TrainerHost().CheckpointInterval;

    /// <summary>What to run to go on after a stop; null where a run cannot be resumed.</summary>
    public string? HowToResume { get; init; }
}
