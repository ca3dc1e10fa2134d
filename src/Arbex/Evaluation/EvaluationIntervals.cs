namespace Arbex.Evaluation;

/// <summary>How far the headline metrics could be off by the choice of test samples.</summary>
/// <remarks>Bootstrap over groups, see <see cref="GroupBootstrap"/>; what another seed of training would change is not
/// in it.</remarks>
public sealed record EvaluationIntervals
{
    /// <summary>Number of videos, subjects or single pictures that were drawn from.</summary>
    public required int Groups { get; init; }

    /// <summary>Number of resamples.</summary>
    public required int Resamples { get; init; }

    /// <summary>Seed of the resamples.</summary>
    public required long Seed { get; init; }

    /// <summary>Of L_final.</summary>
    public required MetricIntervals Final { get; init; }

    /// <summary>Of l.</summary>
    public required MetricIntervals Primary { get; init; }

    /// <summary>Of t_g; null without anchors.</summary>
    public MetricIntervals? Anchor { get; init; }

    /// <summary>Of t_a; null without anchors.</summary>
    public MetricIntervals? Attention { get; init; }

    /// <summary>Of the differences L_final - l on the same resamples.</summary>
    public required MetricIntervals FinalLessPrimary { get; init; }

    /// <summary>Resamples.</summary>
    /// <param name="groups">The group of each sample, shape [n].</param>
    /// <param name="options">Seed and number of resamples.</param>
    /// <param name="final">L_final of the samples.</param>
    /// <param name="primary">l of the same samples.</param>
    /// <param name="anchor">t_g of the same samples, if there is any.</param>
    /// <param name="attention">t_a of the same samples, if there is any.</param>
    public static EvaluationIntervals Compute(
        IReadOnlyList<string> groups, EvaluationOptions options, Predictions final, Predictions primary,
        Predictions? anchor = null, Predictions? attention = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(final);
        ArgumentNullException.ThrowIfNull(primary);
        Predictions?[] all = [final, primary, anchor, attention];
        if (all.Any(set => set is not null && set.Samples != groups.Count))
        {
            throw new ArgumentException(
                $"There are {groups.Count} groups and predictions of other numbers of samples. Expected one group a "
                + "sample.",
                nameof(groups));
        }

        const int Each = WeightedMetrics.Count;
        var sets = all.OfType<Predictions>().Select(set => new WeightedMetrics(set)).ToArray();
        var intervals = GroupBootstrap.Intervals(
            groups, (sets.Length + 1) * Each, Resample, options.Seed, options.Resamples);
        return new()
        {
            Groups = groups.Distinct(StringComparer.Ordinal).Count(),
            Resamples = options.Resamples,
            Seed = options.Seed,
            Final = Part(0),
            Primary = Part(1),
            Anchor = anchor is null ? null : Part(2),
            Attention = attention is null ? null : Part(anchor is null ? 2 : 3),
            FinalLessPrimary = Part(sets.Length),
        };

        MetricIntervals Part(int set) => MetricIntervals.From(intervals.AsSpan(set * Each, Each));

        void Resample(int[] drawn, double[] metrics)
        {
            for (var set = 0; set < sets.Length; set++)
            {
                sets[set].Compute(drawn, metrics.AsSpan(set * Each, Each));
            }

            for (var m = 0; m < Each; m++)
            {
                metrics[(sets.Length * Each) + m] = metrics[m] - metrics[Each + m];
            }
        }
    }
}
