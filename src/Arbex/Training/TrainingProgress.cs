namespace Arbex.Training;

/// <summary>Where a run is; sent after steps and epochs.</summary>
public sealed record TrainingProgress
{
    /// <summary>Epochs done before this one.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs of the whole run.</summary>
    public required int Epochs { get; init; }

    /// <summary>Batches done in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>Batches of this epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean total loss over this epoch's steps so far.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of this epoch's training samples answered rightly so far, as they were seen.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>Samples for each second in this epoch so far.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>Set when the epoch is finished.</summary>
    public EpochResult? Finished { get; init; }
}
