using System.Collections.Concurrent;
using Arbex.Imaging;

namespace Arbex.Data.Inspection;

/// <summary>Links pictures to earlier ones with the same pixels, or with nearly the same look.</summary>
/// <remarks>
/// Thousands of frames of one scene make millions of pairs, so pairs are not listed. Each picture is linked to the
/// closest earlier picture, the earliest of several, in each of four situations: same or other split, same or other
/// label. Every pair's later picture therefore has a finding that says what such a pair means.
/// </remarks>
internal sealed class DuplicateSearch
{
    private readonly SampleIndex _samples;
    private readonly PictureFacts[] _facts;
    private readonly DatasetCheckOptions _options;

    /// <param name="samples">A dataset's samples.</param>
    /// <param name="facts">What is known of each picture, [Count].</param>
    /// <param name="options">The distance and the number of threads.</param>
    public DuplicateSearch(SampleIndex samples, PictureFacts[] facts, DatasetCheckOptions options) =>
        (_samples, _facts, _options) = (samples, facts, options);

    /// <summary>Pictures whose pixels an earlier one has.</summary>
    public IReadOnlyList<DataFinding> Exact()
    {
        var findings = new List<DataFinding>();
        var readable = Enumerable.Range(0, _facts.Length).Where(i => _facts[i].IsReadable);
        foreach (var same in readable.GroupBy(i => _facts[i].PixelHash).Select(group => group.ToArray()))
        {
            var firsts = Firsts(same);
            foreach (var sample in same.AsSpan(1))
            {
                Link(sample, firsts, FindingKind.Duplicate, findings);
            }
        }

        return findings;
    }

    /// <summary>Pictures that look like an earlier one without having its pixels; those of one colour look like none.</summary>
    /// <param name="cancellation">Stops the work.</param>
    public IReadOnlyList<DataFinding> Near(CancellationToken cancellation)
    {
        var looks = Enumerable.Range(0, _facts.Length).Where(i => _facts[i] is { IsReadable: true, IsOneColour: false })
            .GroupBy(i => _facts[i].Look).Select(group => new Alike(group.Key, [.. group], Firsts(group)))
            .ToArray();
        var index = new HammingIndex([.. looks.Select(alike => alike.Look.Bits)], _options.NearDistance);
        var findings = new ConcurrentBag<List<DataFinding>>();
        Parallel.For(
            0, looks.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellation },
            () => (Found: new List<int>(), Findings: new List<DataFinding>()),
            (i, _, local) =>
            {
                index.Find(looks[i].Look.Bits, local.Found);
                int[] others = [.. local.Found.SelectMany(other => looks[other].Firsts)];
                foreach (var sample in looks[i].Samples)
                {
                    Link(sample, others, FindingKind.NearDuplicate, local.Findings);
                }

                return local;
            },
            local => findings.Add(local.Findings));
        return [.. findings.SelectMany(part => part)];
    }

    /// <summary>
    /// Of samples that look the same, all that can ever be linked to: the first of each split and label, and the first
    /// that has other pixels than it.
    /// </summary>
    private int[] Firsts(IEnumerable<int> alike)
    {
        var chosen = new Dictionary<(DataSplit Split, int Label), (int First, int Second)>();
        foreach (var sample in alike)
        {
            var key = (_samples.SplitOf(sample), _samples.LabelOf(sample));
            if (!chosen.TryGetValue(key, out var known))
            {
                chosen[key] = (sample, -1);
            }
            else if (known.Second < 0 && _facts[known.First].PixelHash != _facts[sample].PixelHash)
            {
                chosen[key] = (known.First, sample);
            }
        }

        return [.. chosen.Values.SelectMany(pair => (int[])[pair.First, pair.Second]).Where(sample => sample >= 0)];
    }

    private void Link(int sample, ReadOnlySpan<int> others, FindingKind kind, List<DataFinding> findings)
    {
        Span<(int Distance, int Other)> best = stackalloc (int, int)[4];
        best.Fill((int.MaxValue, int.MaxValue));
        foreach (var other in others)
        {
            var hasSamePixels = _facts[other].PixelHash == _facts[sample].PixelHash;
            if (other >= sample || hasSamePixels != (kind == FindingKind.Duplicate))
            {
                continue;
            }

            var crosses = _samples.SplitOf(other) != _samples.SplitOf(sample);
            var contradicts = _samples.LabelOf(other) != _samples.LabelOf(sample);
            var distance = _facts[other].Look.DistanceTo(_facts[sample].Look);
            ref var place = ref best[(crosses ? 2 : 0) + (contradicts ? 1 : 0)];
            place = (distance, other).CompareTo(place) < 0 ? (distance, other) : place;
        }

        for (var situation = 0; situation < best.Length; situation++)
        {
            if (best[situation].Other != int.MaxValue)
            {
                findings.Add(Finding(kind, sample, best[situation]));
            }
        }
    }

    private DataFinding Finding(FindingKind kind, int sample, (int Distance, int Other) link) => new(kind, sample)
    {
        Other = link.Other,
        CrossesSplits = _samples.SplitOf(sample) != _samples.SplitOf(link.Other),
        Contradicts = _samples.LabelOf(sample) != _samples.LabelOf(link.Other),
        SameGroup = _samples.GroupOf(sample) == _samples.GroupOf(link.Other),
        Detail = kind == FindingKind.NearDuplicate ? $"{link.Distance} of 64 bits differ" : "",
    };

    /// <summary>Pictures with one perceptual hash.</summary>
    private sealed record Alike(PerceptualHash Look, int[] Samples, int[] Firsts);
}
