namespace Arbex.Evaluation;

/// <summary>Intervals of the headline metrics of one set of distributions, 95 % each.</summary>
public sealed record MetricIntervals
{
    /// <summary>Of <see cref="DistributionMetrics.Accuracy"/>.</summary>
    public required MetricInterval Accuracy { get; init; }

    /// <summary>Of <see cref="DistributionMetrics.BalancedAccuracy"/>.</summary>
    public required MetricInterval BalancedAccuracy { get; init; }

    /// <summary>Of <see cref="DistributionMetrics.MacroF1"/>.</summary>
    public required MetricInterval MacroF1 { get; init; }

    /// <summary>Of <see cref="DistributionMetrics.Ece"/>. Resampling adds to this error: the interval lies
    /// high.</summary>
    public required MetricInterval Ece { get; init; }

    /// <summary>Of <see cref="DistributionMetrics.Nll"/>.</summary>
    public required MetricInterval Nll { get; init; }

    /// <summary>Of <see cref="DistributionMetrics.Brier"/>.</summary>
    public required MetricInterval Brier { get; init; }

    /// <summary>Of <see cref="DistributionMetrics.Aurc"/>.</summary>
    public required MetricInterval Aurc { get; init; }

    /// <summary>Takes intervals in the order of <see cref="WeightedMetrics.Compute"/>.</summary>
    internal static MetricIntervals From(ReadOnlySpan<MetricInterval> intervals) => new()
    {
        Accuracy = intervals[0],
        BalancedAccuracy = intervals[1],
        MacroF1 = intervals[2],
        Ece = intervals[3],
        Nll = intervals[4],
        Brier = intervals[5],
        Aurc = intervals[6],
    };
}
