namespace Arbex.Evaluation;

/// <summary>The same predictions ranked by several confidence scores.</summary>
public sealed record ConfidenceComparison
{
    /// <summary>By the greatest probability.</summary>
    public required RankingMetrics MaximumProbability { get; init; }

    /// <summary>By <see cref="ConfidenceScores.Entropy"/>, the paper's C.</summary>
    public required RankingMetrics Entropy { get; init; }

    /// <summary>By <see cref="ConfidenceScores.Margin"/>.</summary>
    public required RankingMetrics Margin { get; init; }

    /// <summary>By <see cref="ConfidenceScores.Energy"/>; null for distributions that are no softmax of logits, as
    /// mixtures are not.</summary>
    public RankingMetrics? Energy { get; init; }

    /// <summary>Ranks.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="energy">The energy score of each sample, shape [n]; null where there are no logits.</param>
    /// <exception cref="ArgumentException">Another number of energy scores than samples.</exception>
    public static ConfidenceComparison Compute(Predictions predictions, double[]? energy = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new()
        {
            MaximumProbability = By(predictions.Confidence.AsSpan()),
            Entropy = By(ConfidenceScores.Entropy(predictions)),
            Margin = By(ConfidenceScores.Margin(predictions)),
            Energy = energy is null ? null : By(energy),
        };

        RankingMetrics By(ReadOnlySpan<double> score) => RankingMetrics.Compute(score, predictions.Correct.AsSpan());
    }
}
