using System.Collections.Immutable;

namespace Arbex.Evaluation;

/// <summary>Everything that is reported of one set of predicted distributions.</summary>
/// <remarks>
/// A number that the samples do not define, such as the error detection of a model without errors, is not a number
/// here and null in JSON. Where each formula is from stands at the class that computes it.
/// </remarks>
public sealed record DistributionMetrics
{
    /// <summary>Bins of the default calibration error.</summary>
    public const int DefaultBins = 15;

    /// <summary>Number of samples n.</summary>
    public required int Samples { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.Accuracy"/>
    public required double Accuracy { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.BalancedAccuracy"/>
    public required double BalancedAccuracy { get; init; }

    /// <inheritdoc cref="ProperScores.TopTwoAccuracy"/>
    public required double TopTwoAccuracy { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.MacroPrecision"/>
    public required double MacroPrecision { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.MacroRecall"/>
    public required double MacroRecall { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.MacroF1"/>
    public required double MacroF1 { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.WeightedF1"/>
    public required double WeightedF1 { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.CohenKappa"/>
    public required double CohenKappa { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.MatthewsCorrelation"/>
    public required double MatthewsCorrelation { get; init; }

    /// <summary>Expected calibration error over 15 bins of equal width, in [0, 1].</summary>
    public required double Ece { get; init; }

    /// <summary>Expected calibration error over 10 bins of equal width, in [0, 1].</summary>
    public required double Ece10 { get; init; }

    /// <summary>Expected calibration error over 10 groups of equal size, in [0, 1].</summary>
    public required double AdaptiveEce10 { get; init; }

    /// <summary>Calibration error class by class over 15 bins, averaged, in [0, 1].</summary>
    public required double ClasswiseEce { get; init; }

    /// <summary>Greatest calibration error of any of 15 bins of equal width, in [0, 1].</summary>
    public required double Mce { get; init; }

    /// <inheritdoc cref="ProperScores.Brier(Predictions)"/>
    public required double Brier { get; init; }

    /// <inheritdoc cref="ProperScores.NegativeLogLikelihood(Predictions)"/>
    public required double Nll { get; init; }

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

    /// <summary>The ranking metrics by other confidence scores; null in documents of earlier versions.</summary>
    public ConfidenceComparison? ConfidenceScores { get; init; }

    /// <inheritdoc cref="Uncertainty.MeanNormalizedEntropy"/>
    public required double MeanNormalizedEntropy { get; init; }

    /// <summary>Mean of the greatest probability, in [1/N, 1].</summary>
    public required double MeanConfidence { get; init; }

    /// <inheritdoc cref="Uncertainty.ProbabilityStandardDeviation"/>
    public required double ProbabilityStandardDeviation { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.PerClass"/>
    public required ImmutableArray<ClassMetrics> PerClass { get; init; }

    /// <inheritdoc cref="ConfusionMatrix.Counts"/>
    public required ImmutableArray<ImmutableArray<int>> Confusion { get; init; }

    /// <summary>Computes all metrics.</summary>
    /// <param name="probabilities">n x N numbers in [0, 1], row-major; every row sums to 1 within 0.001.</param>
    /// <param name="labels">n true classes in [0, N).</param>
    /// <param name="classes">Number of classes N, at least 2.</param>
    /// <exception cref="ArgumentException">No sample, lengths that do not fit, a label out of range, or a row that is
    /// no distribution.</exception>
    public static DistributionMetrics Compute(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<int> labels, int classes) =>
        Compute(new Predictions(probabilities, labels, classes));

    /// <summary>Computes all metrics.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="energy">The energy score of each sample, shape [n]; null where there are no logits.</param>
    public static DistributionMetrics Compute(Predictions predictions, double[]? energy = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var confidence = predictions.Confidence.AsSpan();
        var correct = predictions.Correct.AsSpan();
        var confusion =
            new ConfusionMatrix(predictions.Labels.AsSpan(), predictions.Predicted.AsSpan(), predictions.Classes);
        var scores = ConfidenceComparison.Compute(predictions, energy);
        var ranking = scores.MaximumProbability;
        return new()
        {
            Samples = predictions.Samples,
            Accuracy = confusion.Accuracy,
            BalancedAccuracy = confusion.BalancedAccuracy,
            TopTwoAccuracy = ProperScores.TopTwoAccuracy(predictions),
            MacroPrecision = confusion.MacroPrecision,
            MacroRecall = confusion.MacroRecall,
            MacroF1 = confusion.MacroF1,
            WeightedF1 = confusion.WeightedF1,
            CohenKappa = confusion.CohenKappa,
            MatthewsCorrelation = confusion.MatthewsCorrelation,
            Ece = CalibrationError.Expected(confidence, correct, DefaultBins),
            Ece10 = CalibrationError.Expected(confidence, correct, 10),
            AdaptiveEce10 = CalibrationError.Adaptive(confidence, correct, 10),
            ClasswiseEce = CalibrationError.Classwise(predictions, DefaultBins),
            Mce = CalibrationError.Maximum(confidence, correct, DefaultBins),
            Brier = ProperScores.Brier(predictions),
            Nll = ProperScores.NegativeLogLikelihood(predictions),
            Aurc = ranking.Aurc,
            EAurc = ranking.EAurc,
            SelectiveAccuracy80 = ranking.SelectiveAccuracy80,
            ErrorAuroc = ranking.ErrorAuroc,
            ErrorFprAt95 = ranking.ErrorFprAt95,
            ConfidenceScores = scores,
            MeanNormalizedEntropy = Uncertainty.MeanNormalizedEntropy(predictions),
            MeanConfidence = predictions.Confidence.Average(),
            ProbabilityStandardDeviation = Uncertainty.ProbabilityStandardDeviation(predictions),
            PerClass = confusion.PerClass,
            Confusion = confusion.Counts,
        };
    }
}
