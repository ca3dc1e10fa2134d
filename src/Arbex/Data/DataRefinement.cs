using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>Draws the samples of one epoch: few from each video, and equally many of each expression.</summary>
/// <remarks>
/// Paper, section 4.2.2: from each group N random samples go into a pool; from the pool M per class make the epoch.
/// The released code takes the first M of a pool that is still ordered by file, so early files dominate; here the
/// whole pool is shuffled first.
/// </remarks>
public static class DataRefinement
{
    /// <summary>The most samples of an epoch, of which each takes memory.</summary>
    private const long MostSamples = 50_000_000;

    private const long RefinementStream = 0x5265_6669_6E65;

    /// <summary>Draws one epoch. Equal arguments give equal results.</summary>
    /// <param name="samples">A dataset's samples.</param>
    /// <param name="candidates">Positions of those to draw from, such as the training part.</param>
    /// <param name="options">How many per group and class.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch's number.</param>
    /// <returns>Positions in <paramref name="samples"/>, shuffled; without repetition unless short classes are
    /// oversampled or a candidate was named twice.</returns>
    /// <exception cref="ArbexException">An option is out of range.</exception>
    public static int[] SelectEpoch(
        SampleIndex samples, ReadOnlySpan<int> candidates, DataRefinementOptions options, long seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        var random = SeededRandom.ForStream(seed, RefinementStream, epoch);
        var selected = options.Enabled
            ? PerClass(Pool(samples, candidates, options, random), samples, options, random)
            : candidates.ToArray();
        random.Shuffle(selected.AsSpan());
        return selected;
    }

    /// <summary>The first half: at most N of each group, in random order.</summary>
    private static int[] Pool(
        SampleIndex samples, ReadOnlySpan<int> candidates, DataRefinementOptions options, SeededRandom random)
    {
        var (members, starts) = ByGroup(samples, candidates);
        var pool = new List<int>(candidates.Length);
        for (var group = 0; group < samples.NamedGroups; group++)
        {
            var own = members.AsSpan(starts[group]..starts[group + 1]);
            var taken = Math.Min(options.PerGroup, own.Length);
            random.ShuffleFirst(own, taken);
            pool.AddRange(own[..taken]);
        }

        foreach (var candidate in candidates)
        {
            if (samples.GroupOf(candidate) < 0)
            {
                pool.Add(candidate); // its own group, of one
            }
        }

        var shuffled = pool.ToArray();
        random.Shuffle(shuffled.AsSpan());
        return shuffled;
    }

    /// <summary>The candidates in named groups, sorted by group (a counting sort), and where each group starts.</summary>
    private static (int[] Members, int[] Starts) ByGroup(SampleIndex samples, ReadOnlySpan<int> candidates)
    {
        var starts = new int[samples.NamedGroups + 1];
        foreach (var candidate in candidates)
        {
            if (samples.GroupOf(candidate) is var group and >= 0)
            {
                starts[group + 1]++;
            }
        }

        for (var group = 0; group < samples.NamedGroups; group++)
        {
            starts[group + 1] += starts[group];
        }

        var members = new int[starts[^1]];
        var next = starts[..^1];
        foreach (var candidate in candidates)
        {
            if (samples.GroupOf(candidate) is var group and >= 0)
            {
                members[next[group]++] = candidate;
            }
        }

        return (members, starts);
    }

    /// <summary>The second half: the first M of each class in the pool.</summary>
    private static int[] PerClass(
        int[] pool, SampleIndex samples, DataRefinementOptions options, SeededRandom random)
    {
        var groups = pool.GroupBy(samples.LabelOf).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        var most = options.OversampleShortClasses ? (long)groups.Length * options.PerClass : 0;
        OptionCheck.That(
            most <= MostSamples,
            $"Data refinement makes epochs of {groups.Length} classes with {options.PerClass} samples each, {most} in all. Expected at "
            + $"most {MostSamples}. Lower refinement.perClass, or set refinement.oversampleShortClasses to false.");
        var selected = new List<int>();
        foreach (var members in groups)
        {
            selected.AddRange(members.AsSpan(0, Math.Min(options.PerClass, members.Length)));
            for (var i = members.Length; options.OversampleShortClasses && i < options.PerClass; i++)
            {
                selected.Add(members[random.NextInt(members.Length)]);
            }
        }

        return [.. selected];
    }
}
