namespace Arbex.Evaluation;

/// <summary>How large the true share of errors may be where samples come in groups, such as the frames of a video.</summary>
/// <remarks>
/// Samples of one group are not independent. Their number is divided by the design effect (how much more the errors vary between
/// groups than independent ones would), and corrected for the few groups that this was measured on, before
/// <see cref="BinomialBound"/> is taken: Korn and Graubard 1998, Confidence intervals for proportions with small expected number of
/// positive counts. A handful of errors says little about that effect, so that no bound is below the one of as many groups without
/// any error; a simulation in the tests holds the promise to its level.
/// </remarks>
internal static class GroupedBinomialBound
{
    /// <summary>More degrees of freedom than this change Student's quantile by less than a thousandth.</summary>
    private const int ManyDegrees = 1000;

    /// <summary>The share that the true one exceeds with a probability of at most one in twenty.</summary>
    /// <param name="groups">Samples and errors of each group, each with at least one sample.</param>
    public static double Upper(IReadOnlyCollection<(int Count, int Errors)> groups)
    {
        var (samples, errors) = (groups.Sum(group => group.Count), groups.Sum(group => group.Errors));
        if (groups.Count == samples)
        {
            return BinomialBound.Upper(errors, samples); // each its own
        }

        if (groups.Count == 1 || errors == samples)
        {
            return 1;
        }

        var ofGroups = BinomialBound.Upper(0, groups.Count);
        if (errors == 0)
        {
            return ofGroups;
        }

        var share = (double)errors / samples;
        var count = Math.Max(1, (int)EffectiveSamples(groups, samples, share));
        return Math.Max(ofGroups, BinomialBound.Upper(Math.Min((int)Math.Ceiling(share * count), count), count));
    }

    private static double EffectiveSamples(IReadOnlyCollection<(int Count, int Errors)> groups, double samples, double share)
    {
        // Variance of the share of errors over groups (linearised), against that of independent samples.
        var between = groups.Sum(group => Math.Pow(group.Errors - (share * group.Count), 2)) * groups.Count / (groups.Count - 1);
        var effect = Math.Max(1, between / (samples * share * (1 - share)));
        var few = Quantile(samples - 1) / Quantile(groups.Count - 1);
        return Math.Min(samples, samples / effect * few * few);
    }

    private static double Quantile(double degrees) => StudentT.TwoSidedQuantile((int)Math.Min(degrees, ManyDegrees), 0.9);
}
