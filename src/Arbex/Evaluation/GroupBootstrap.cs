using Arbex.Imaging;

namespace Arbex.Evaluation;

/// <summary>How far a metric could be off by the choice of test samples.</summary>
/// <remarks>
/// Efron's percentile bootstrap (Efron and Tibshirani 1993, chapter 13) over whole groups, since frames of one video
/// or pictures of one person are not independent.
/// </remarks>
public static class GroupBootstrap
{
    private const long BootstrapStream = 0x426F_6F74;

    /// <summary>The central interval that holds 95 % of the resampled values.</summary>
    /// <param name="groups">The group of each sample, shape [n], at least one.</param>
    /// <param name="metric">Computes the metric of the samples at the given positions, repetitions included. Values
    /// that are not a number are left out.</param>
    /// <param name="seed">Decides the resamples.</param>
    /// <param name="resamples">Number of resamples, at least 1.</param>
    /// <returns>The 2.5th and 97.5th percentiles, linearly interpolated; not a number where no value was one.</returns>
    public static (double Low, double High) Interval(
        IReadOnlyList<string> groups, Func<int[], double> metric, long seed, int resamples = 1000)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups.Count, 1, nameof(groups));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var members = Members(groups);
        var random = SeededRandom.ForStream(seed, BootstrapStream);
        var values = new List<double>(resamples);
        for (var r = 0; r < resamples; r++)
        {
            var drawn = Enumerable.Range(0, members.Length).SelectMany(_ => members[random.NextInt(members.Length)]);
            var value = metric([.. drawn]);
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        values.Sort();
        return (Percentile(values, 0.025), Percentile(values, 0.975));
    }

    /// <summary>Intervals of several metrics on the same resamples, so that differences of metrics are
    /// paired.</summary>
    /// <param name="groups">The group of each sample, shape [n], at least one.</param>
    /// <param name="metrics">Number of metrics, at least 1.</param>
    /// <param name="compute">Computes all of them from how often each sample was drawn, shape [n]; fills the second
    /// list. Values that are not a number are left out.</param>
    /// <param name="seed">Decides the resamples.</param>
    /// <param name="resamples">Number of resamples, at least 1.</param>
    internal static MetricInterval[] Intervals(
        IReadOnlyList<string> groups, int metrics, Action<int[], double[]> compute, long seed, int resamples)
    {
        var members = Members(groups);
        var random = SeededRandom.ForStream(seed, BootstrapStream);
        var values = Enumerable.Range(0, metrics).Select(_ => new List<double>(resamples)).ToArray();
        var (drawn, row) = (new int[groups.Count], new double[metrics]);
        for (var r = 0; r < resamples; r++)
        {
            Array.Clear(drawn);
            for (var g = 0; g < members.Length; g++)
            {
                foreach (var member in members[random.NextInt(members.Length)])
                {
                    drawn[member]++;
                }
            }

            compute(drawn, row);
            for (var m = 0; m < metrics; m++)
            {
                if (!double.IsNaN(row[m]))
                {
                    values[m].Add(row[m]);
                }
            }
        }

        return Array.ConvertAll(values, list =>
        {
            list.Sort();
            return new MetricInterval(Percentile(list, 0.025), Percentile(list, 0.975));
        });
    }

    private static int[][] Members(IReadOnlyList<string> groups) =>
    [
        .. Enumerable.Range(0, groups.Count).GroupBy(i => groups[i], StringComparer.Ordinal)
            .Select(group => group.ToArray()),
    ];

    private static double Percentile(List<double> sorted, double share)
    {
        if (sorted.Count == 0)
        {
            return double.NaN;
        }

        var position = share * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
