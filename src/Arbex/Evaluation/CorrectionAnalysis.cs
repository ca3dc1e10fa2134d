namespace Arbex.Evaluation;

/// <summary>What reliability balancing changed: primary predictions against final ones on the same samples.</summary>
public sealed record CorrectionAnalysis
{
    /// <summary>Number of samples n.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples whose predicted class changed.</summary>
    public required int Changed { get; init; }

    /// <summary>Samples f that were wrong and became right.</summary>
    public required int Fixed { get; init; }

    /// <summary>Samples b that were right and became wrong.</summary>
    public required int Broken { get; init; }

    /// <summary>f / n, in [0, 1].</summary>
    public required double FixRate { get; init; }

    /// <summary>b / n, in [0, 1].</summary>
    public required double BreakRate { get; init; }

    /// <summary>Share of the wrong primary predictions that became right; not a number where none was wrong.</summary>
    public required double FixedOfWrong { get; init; }

    /// <summary>Share of the right primary predictions that became wrong; not a number where none was right.</summary>
    public required double BrokenOfRight { get; init; }

    /// <summary>(f - b) / n: the gain in accuracy, in [-1, 1].</summary>
    public required double NetGain { get; init; }

    /// <summary>Whether the gain is more than chance; null where samples come in groups, such as the frames of a video, which
    /// change together: there <see cref="EvaluationIntervals.FinalLessPrimary"/> tells.</summary>
    public McNemar? McNemar { get; init; }

    /// <summary>Mean normalised entropy of the primary distributions, in [0, 1].</summary>
    public required double MeanEntropyBefore { get; init; }

    /// <summary>Mean normalised entropy of the final distributions, in [0, 1].</summary>
    public required double MeanEntropyAfter { get; init; }

    /// <summary>Share of samples for which the two corrections name the same class; not a number where one is missing.
    /// </summary>
    public required double AnchorAttentionAgreement { get; init; }

    /// <summary>Compares predictions on the same samples in the same order.</summary>
    /// <param name="primary">The network's own distributions.</param>
    /// <param name="final">The balanced ones.</param>
    /// <param name="anchor">The anchors' corrections, if there are any.</param>
    /// <param name="attention">The attention's corrections, if there are any.</param>
    /// <param name="independent">Whether no two samples are of one group.</param>
    /// <exception cref="ArgumentException">The samples differ in number or labels.</exception>
    public static CorrectionAnalysis Compute(
        Predictions primary, Predictions final, Predictions? anchor = null, Predictions? attention = null, bool independent = true)
    {
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(final);
        foreach (var other in new[] { final, anchor, attention })
        {
            if (other is not null && !other.Labels.SequenceEqual(primary.Labels))
            {
                throw new ArgumentException(
                    $"The predictions are for different samples ({primary.Samples} and {other.Samples}, or other "
                    + "labels). Expected the same samples in the same order.");
            }
        }

        double n = primary.Samples;
        var changed = primary.Predicted.Zip(final.Predicted).Count(pair => pair.First != pair.Second);
        var repaired = primary.Correct.Zip(final.Correct).Count(pair => !pair.First && pair.Second);
        var broken = primary.Correct.Zip(final.Correct).Count(pair => pair.First && !pair.Second);
        double right = primary.Correct.Count(correct => correct);
        return new()
        {
            Samples = primary.Samples,
            Changed = changed,
            Fixed = repaired,
            Broken = broken,
            FixRate = repaired / n,
            BreakRate = broken / n,
            FixedOfWrong = repaired / (n - right),
            BrokenOfRight = broken / right,
            NetGain = (repaired - broken) / n,
            McNemar = independent ? McNemar.Compare(repaired, broken) : null,
            MeanEntropyBefore = Uncertainty.MeanNormalizedEntropy(primary),
            MeanEntropyAfter = Uncertainty.MeanNormalizedEntropy(final),
            AnchorAttentionAgreement = anchor is null || attention is null
                ? double.NaN
                : anchor.Predicted.Zip(attention.Predicted).Count(pair => pair.First == pair.Second) / n,
        };
    }
}
