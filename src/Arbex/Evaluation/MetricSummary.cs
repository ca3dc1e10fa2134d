namespace Arbex.Evaluation;

/// <summary>One metric over several models, such as the same recipe with other seeds.</summary>
/// <param name="Values">The metric of each model, in order.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Sample standard deviation (divisor m - 1); not a number for one model.</param>
/// <param name="Interval">95 % interval of the mean by Student's t, for values that scatter normally; not numbers for
/// one model.</param>
public sealed record MetricSummary(
    IReadOnlyList<double> Values, double Mean, double StandardDeviation, MetricInterval Interval)
{
    /// <summary>Sums up.</summary>
    /// <param name="values">At least one number.</param>
    public static MetricSummary Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 1, nameof(values));
        var mean = values.Average();
        if (values.Count == 1)
        {
            return new(values, mean, double.NaN, new(double.NaN, double.NaN));
        }

        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        var reach = StudentT.TwoSidedQuantile(values.Count - 1, 0.95) * deviation / Math.Sqrt(values.Count);
        return new(values, mean, deviation, new(mean - reach, mean + reach));
    }
}
