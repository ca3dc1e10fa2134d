using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Training;

namespace Arbex.Evaluation.Report;

/// <summary>What a report is made from.</summary>
public sealed record ReportInput
{
    /// <summary>The checkpoint's file as the reader knows it.</summary>
    public required string Model { get; init; }

    /// <summary>What the checkpoint knows of itself.</summary>
    public required CheckpointInfo Info { get; init; }

    /// <summary>The faces.</summary>
    public required IFaceDataset Dataset { get; init; }

    /// <summary>All metrics.</summary>
    public required EvaluationDocument Document { get; init; }

    /// <summary>What the metrics were computed from.</summary>
    public required PredictionSet Predictions { get; init; }

    /// <summary>The epochs of the training run; empty where they are not known.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; init; } = [];

    /// <summary>The command that repeats the evaluation; null where there is none.</summary>
    public string? Command { get; init; }

    /// <summary>When; null leaves the date out, so that equal inputs give equal bytes.</summary>
    public DateTimeOffset? Written { get; init; }

    /// <summary>Sizes.</summary>
    public ReportOptions Options { get; init; } = new();
}
