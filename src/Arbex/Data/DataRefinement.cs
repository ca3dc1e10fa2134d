using System.Runtime.InteropServices;
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
    private const long RefinementStream = 0x5265_6669_6E65;

    /// <summary>Draws one epoch. Equal arguments give equal results.</summary>
    /// <param name="samples">The training samples.</param>
    /// <param name="options">How many per group and class.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch's number.</param>
    /// <returns>Positions in <paramref name="samples"/>, shuffled; without repetition unless short classes are
    /// oversampled.</returns>
    /// <exception cref="ArbexException">An option is out of range.</exception>
    public static int[] SelectEpoch(
        IReadOnlyList<FaceSample> samples, DataRefinementOptions options, long seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        var random = SeededRandom.ForStream(seed, RefinementStream, epoch);
        var selected = options.Enabled
            ? PerClass(Pool(samples, options, random), samples, options, random)
            : [.. Enumerable.Range(0, samples.Count)];
        random.Shuffle(CollectionsMarshal.AsSpan(selected));
        return [.. selected];
    }

    private static List<int> Pool(IReadOnlyList<FaceSample> samples, DataRefinementOptions options, SeededRandom random)
    {
        var pool = new List<int>(samples.Count);
        foreach (var group in Enumerable.Range(0, samples.Count).GroupBy(i => samples[i].Group, StringComparer.Ordinal))
        {
            var members = group.ToArray();
            random.Shuffle(members.AsSpan());
            pool.AddRange(members.AsSpan(0, Math.Min(options.PerGroup, members.Length)));
        }

        random.Shuffle(CollectionsMarshal.AsSpan(pool));
        return pool;
    }

    private static List<int> PerClass(
        List<int> pool, IReadOnlyList<FaceSample> samples, DataRefinementOptions options, SeededRandom random)
    {
        var selected = new List<int>();
        foreach (var members in pool.GroupBy(i => samples[i].Label).OrderBy(g => g.Key).Select(g => g.ToArray()))
        {
            selected.AddRange(members.AsSpan(0, Math.Min(options.PerClass, members.Length)));
            for (var i = members.Length; options.OversampleShortClasses && i < options.PerClass; i++)
            {
                selected.Add(members[random.NextInt(members.Length)]);
            }
        }

        return selected;
    }
}
