using System.Collections.Immutable;

namespace Arbex.Evaluation;

/// <summary>One metric as people are shown it.</summary>
/// <param name="Key">Its name in JSON, such as "macroF1".</param>
/// <param name="Title">Its name in tables.</param>
/// <param name="IsShare">Whether it is shown in percent.</param>
/// <param name="HigherIsBetter">Which direction is better; null where neither is.</param>
/// <param name="Value">Takes it from the metrics.</param>
/// <param name="Interval">Takes its interval where there is one; null where it has none.</param>
public sealed record MetricEntry(
    string Key, string Title, bool IsShare, bool? HigherIsBetter, Func<DistributionMetrics, double> Value,
    Func<MetricIntervals, MetricInterval>? Interval = null);

/// <summary>All metrics of a set of distributions, in the order in which tables show them.</summary>
public static class MetricCatalog
{
    /// <summary>Every metric.</summary>
    public static ImmutableArray<MetricEntry> All { get; } =
    [
        new("accuracy", "Accuracy", true, true, m => m.Accuracy, i => i.Accuracy),
        new("balancedAccuracy", "Balanced accuracy", true, true, m => m.BalancedAccuracy, i => i.BalancedAccuracy),
        new("macroF1", "Macro F1", true, true, m => m.MacroF1, i => i.MacroF1),
        new("weightedF1", "Weighted F1", true, true, m => m.WeightedF1),
        new("macroPrecision", "Macro precision", true, true, m => m.MacroPrecision),
        new("macroRecall", "Macro recall", true, true, m => m.MacroRecall),
        new("topTwoAccuracy", "Top-2 accuracy", true, true, m => m.TopTwoAccuracy),
        new("cohenKappa", "Cohen's kappa", false, true, m => m.CohenKappa),
        new("matthewsCorrelation", "Matthews correlation", false, true, m => m.MatthewsCorrelation),
        new("ece", "Calibration error (ECE)", false, false, m => m.Ece, i => i.Ece),
        new("ece10", "ECE, 10 bins", false, false, m => m.Ece10),
        new("adaptiveEce10", "Adaptive ECE, 10 groups", false, false, m => m.AdaptiveEce10),
        new("classwiseEce", "Classwise ECE", false, false, m => m.ClasswiseEce),
        new("mce", "Maximum calibration error", false, false, m => m.Mce),
        new("nll", "Negative log-likelihood", false, false, m => m.Nll, i => i.Nll),
        new("brier", "Brier score", false, false, m => m.Brier, i => i.Brier),
        new("aurc", "Risk-coverage area (AURC)", false, false, m => m.Aurc, i => i.Aurc),
        new("eAurc", "Excess AURC", false, false, m => m.EAurc),
        new("selectiveAccuracy80", "Accuracy of the surest 80 %", true, true, m => m.SelectiveAccuracy80),
        new("errorAuroc", "Error detection (AUROC)", false, true, m => m.ErrorAuroc),
        new("errorFprAt95", "Wrong answers kept at 95 % of right ones", true, false, m => m.ErrorFprAt95),
        new("meanConfidence", "Mean confidence", true, null, m => m.MeanConfidence),
        new("meanNormalizedEntropy", "Mean normalised entropy", false, null, m => m.MeanNormalizedEntropy),
        new(
            "probabilityStandardDeviation", "Std of all probabilities", false, null,
            m => m.ProbabilityStandardDeviation),
    ];

    /// <summary>Those that are shown first: the ones with an interval.</summary>
    public static ImmutableArray<MetricEntry> Headline { get; } = [.. All.Where(metric => metric.Interval is not null)];
}
