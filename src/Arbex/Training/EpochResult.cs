namespace Arbex.Training;

/// <summary>One line of <c>metrics.jsonl</c>: an epoch's numbers.</summary>
public sealed record EpochResult
{
    /// <summary>1-based number of the epoch.</summary>
    public required int Epoch { get; init; }

    /// <summary>Steps since the start of the run.</summary>
    public required long Steps { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Mean total loss.</summary>
    public required double Loss { get; init; }

    /// <summary>Mean class loss.</summary>
    public required double ClassLoss { get; init; }

    /// <summary>Mean anchor loss.</summary>
    public required double AnchorLoss { get; init; }

    /// <summary>Mean centre loss.</summary>
    public required double CenterLoss { get; init; }

    /// <summary>Share of training samples answered rightly as they were seen.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>Accuracy of L_final on the validation split; null where there is none.</summary>
    public double? ValidAccuracy { get; init; }

    /// <summary>Negative log-likelihood of L_final on the validation split; null where there is none.</summary>
    public double? ValidLoss { get; init; }

    /// <summary>Accuracy of l on the validation split; null where there is none.</summary>
    public double? ValidPrimaryAccuracy { get; init; }

    /// <summary>Negative log-likelihood of l on the validation split; null where there is none, and in runs of
    /// before.</summary>
    public double? ValidPrimaryLoss { get; init; }

    /// <summary>Seconds of training in this epoch.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of <see cref="Seconds"/> in which the network waited for pictures.</summary>
    public double WaitSeconds { get; init; }

    /// <summary>Training samples of this epoch that were left out because their pictures cannot be read.</summary>
    public long Unreadable { get; init; }

    /// <summary>Seconds since the start of the run, earlier parts of a resumed run included.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>Memory of the process at the end of the epoch, in MiB.</summary>
    public required double ResidentMebibytes { get; init; }

    /// <summary>Largest norm of an anchor; null without anchors.</summary>
    public double? LargestAnchorNorm { get; init; }
}
