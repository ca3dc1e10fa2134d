namespace Arbex.Evaluation;

/// <summary>How well one confidence score puts right predictions before wrong ones.</summary>
public sealed record RankingMetrics
{
    /// <inheritdoc cref="RiskCoverage.Area"/>
    public required double Aurc { get; init; }

    /// <summary><see cref="Aurc"/> less that of the best order of as many errors, at least 0.</summary>
    public required double EAurc { get; init; }

    /// <summary>Accuracy of the surest 80 % of the predictions, in [0, 1].</summary>
    public required double SelectiveAccuracy80 { get; init; }

    /// <inheritdoc cref="ErrorDetection.AreaUnderRoc"/>
    public required double ErrorAuroc { get; init; }

    /// <inheritdoc cref="ErrorDetection.FalsePositiveRateAt95"/>
    public required double ErrorFprAt95 { get; init; }

    /// <summary>Computes all of them.</summary>
    /// <param name="confidence">How sure each prediction is, shape [n].</param>
    /// <param name="correct">Whether it is right, shape [n].</param>
    public static RankingMetrics Compute(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        var area = RiskCoverage.Area(confidence, correct);
        return new()
        {
            Aurc = area,
            EAurc = area - RiskCoverage.BestArea(correct.Length, correct.Count(false)),
            SelectiveAccuracy80 = RiskCoverage.SelectiveAccuracy(confidence, correct, 0.8),
            ErrorAuroc = ErrorDetection.AreaUnderRoc(confidence, correct),
            ErrorFprAt95 = ErrorDetection.FalsePositiveRateAt95(confidence, correct),
        };
    }
}
