using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace Arbex.Data;

/// <summary>
/// The samples of a dataset in columns: about 20 bytes a sample and its file name, so that millions of video frames fit
/// into memory. A <see cref="FaceSample"/> is made when it is asked for; loops over all samples read the columns.
/// </summary>
/// <threadsafety>Immutable; safe for concurrent reads.</threadsafety>
[CollectionBuilder(typeof(SampleIndex), nameof(Create))]
public sealed class SampleIndex : IReadOnlyList<FaceSample>
{
    private readonly SampleColumns _columns;

    internal SampleIndex(SampleColumns columns) => _columns = columns;

    /// <summary>Number of samples.</summary>
    public int Count => _columns.Splits.Length;

    /// <summary>Number of groups that have a name of their own; see <see cref="GroupOf"/>.</summary>
    public int NamedGroups => _columns.GroupNames.Length;

    internal SampleColumns Columns => _columns;

    /// <summary>All that is known of one sample.</summary>
    /// <param name="index">Position, in [0, <see cref="Count"/>).</param>
    public FaceSample this[int index]
    {
        get
        {
            var id = IdOf(index);
            var group = _columns.Groups[index];
            return new FaceSample
            {
                Id = id,
                Group = group < 0 ? id : _columns.GroupNames[group],
                Split = _columns.Splits[index],
                LabelDistribution = DistributionOf(index),
            };
        }
    }

    /// <summary>Makes an index of given samples.</summary>
    /// <param name="samples">In order.</param>
    public static SampleIndex Create(params ReadOnlySpan<FaceSample> samples)
    {
        var builder = new SampleIndexBuilder(samples.Length);
        foreach (var sample in samples)
        {
            builder.Add(sample.Id, sample.Split, sample.LabelDistribution, sample.Group);
        }

        return builder.Build();
    }

    /// <summary>The sample's id, such as a path below the dataset's folder.</summary>
    /// <param name="index">Position.</param>
    public string IdOf(int index)
    {
        var start = _columns.NameStarts[index];
        var name = Encoding.UTF8.GetString(_columns.Names.AsSpan(start, _columns.NameStarts[index + 1] - start));
        var folder = _columns.FolderNames[_columns.Folders[index]];
        return folder.Length == 0 ? name : $"{folder}/{name}";
    }

    /// <summary>The part of the dataset.</summary>
    /// <param name="index">Position.</param>
    public DataSplit SplitOf(int index) => _columns.Splits[index];

    /// <summary>The most probable class, the first one on ties.</summary>
    /// <param name="index">Position.</param>
    public int LabelOf(int index) => _columns.Labels[_columns.Distributions[index]];

    /// <summary>Counts samples by class.</summary>
    /// <param name="positions">Positions of the samples.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>A count for each class.</returns>
    internal int[] CountClasses(IEnumerable<int> positions, int classes)
    {
        var counts = new int[classes];
        foreach (var position in positions)
        {
            counts[LabelOf(position)]++;
        }

        return counts;
    }

    /// <summary>Probability of each class, [N].</summary>
    /// <param name="index">Position.</param>
    public ImmutableArray<float> DistributionOf(int index) => _columns.DistinctDistributions[_columns.Distributions[index]];

    /// <summary>
    /// A number that samples of one group share: in [0, <see cref="NamedGroups"/>) for named groups, negative for a sample
    /// that is a group of its own.
    /// </summary>
    /// <param name="index">Position.</param>
    public int GroupOf(int index) => _columns.Groups[index] is var group && group < 0 ? ~index : group;

    /// <summary>The name of a named group.</summary>
    /// <param name="group">In [0, <see cref="NamedGroups"/>).</param>
    public string GroupName(int group) => _columns.GroupNames[group];

    /// <summary>Positions of one part, rising.</summary>
    /// <param name="split">The part.</param>
    public int[] Positions(DataSplit split)
    {
        var positions = new int[_columns.Splits.AsSpan().Count(split)];
        var filled = 0;
        for (var i = 0; i < _columns.Splits.Length; i++)
        {
            if (_columns.Splits[i] == split)
            {
                positions[filled++] = i;
            }
        }

        return positions;
    }

    /// <summary>Some samples in a chosen order.</summary>
    /// <param name="positions">Positions here; repetitions are kept.</param>
    public SampleIndex Select(ReadOnlySpan<int> positions)
    {
        var builder = new SampleIndexBuilder(positions.Length);
        foreach (var position in positions)
        {
            builder.Add(this, position);
        }

        return builder.Build();
    }

    /// <summary>The samples of two datasets with the same classes, one after the other.</summary>
    /// <param name="first">Keeps its positions.</param>
    /// <param name="second">Follows.</param>
    public static SampleIndex Join(SampleIndex first, SampleIndex second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var builder = new SampleIndexBuilder(first.Count + second.Count);
        foreach (var part in (ReadOnlySpan<SampleIndex>)[first, second])
        {
            for (var i = 0; i < part.Count; i++)
            {
                builder.Add(part, i);
            }
        }

        return builder.Build();
    }

    /// <summary>The same samples with some labels replaced.</summary>
    /// <param name="replacements">Position and new distribution, [N] each.</param>
    public SampleIndex WithDistributions(IReadOnlyDictionary<int, ImmutableArray<float>> replacements)
    {
        ArgumentNullException.ThrowIfNull(replacements);
        var builder = new SampleIndexBuilder(Count);
        for (var i = 0; i < Count; i++)
        {
            builder.Add(this, i, distribution: replacements.TryGetValue(i, out var other) ? other : null);
        }

        return builder.Build();
    }

    /// <summary>The same samples divided anew.</summary>
    /// <param name="splits">The part of each sample, [<see cref="Count"/>].</param>
    /// <exception cref="ArgumentException">Another number of parts than samples.</exception>
    public SampleIndex WithSplits(ReadOnlySpan<DataSplit> splits)
    {
        if (splits.Length != Count)
        {
            throw new ArgumentException($"There are {Count} samples and {splits.Length} parts.", nameof(splits));
        }

        return new(_columns with { Splits = splits.ToArray() });
    }

    /// <inheritdoc/>
    public IEnumerator<FaceSample> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
