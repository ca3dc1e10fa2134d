using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Arbex.Data;

/// <summary>Collects samples one by one into a <see cref="SampleIndex"/>; equal strings and distributions are kept once.</summary>
public sealed class SampleIndexBuilder
{
    private readonly List<DataSplit> _splits;
    private readonly List<int> _distributions;
    private readonly List<int> _groups;
    private readonly List<int> _folders;
    private readonly List<int> _nameStarts;
    private readonly List<byte> _names = [];
    private readonly Numbering<string> _folderNames = new(StringComparer.Ordinal);
    private readonly Numbering<string> _groupNames = new(StringComparer.Ordinal);
    private readonly Numbering<ImmutableArray<float>> _distinct = new(DistributionComparer.Instance);

    /// <summary>Begins an index.</summary>
    /// <param name="capacity">How many samples to expect.</param>
    public SampleIndexBuilder(int capacity = 0)
    {
        _splits = new(capacity);
        _distributions = new(capacity);
        _groups = new(capacity);
        _folders = new(capacity);
        _nameStarts = new(capacity + 1) { 0 };
    }

    /// <summary>Number of samples so far.</summary>
    public int Count => _splits.Count;

    /// <summary>Adds a sample.</summary>
    /// <param name="id">A name that is unique in the dataset, such as a path with forward slashes.</param>
    /// <param name="split">The part.</param>
    /// <param name="distribution">Probability of each class, [N].</param>
    /// <param name="group">Video, subject or character; null for a sample that is its own group.</param>
    public void Add(string id, DataSplit split, ImmutableArray<float> distribution, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        var slash = id.LastIndexOf('/');
        Add(slash < 0 ? "" : id[..slash], id.AsSpan(slash + 1), split, distribution, group);
    }

    /// <summary>Adds a picture of a folder without joining its path.</summary>
    /// <param name="folder">Below the dataset's folder, with forward slashes; "" is that folder.</param>
    /// <param name="name">The file.</param>
    /// <param name="split">The part.</param>
    /// <param name="distribution">Probability of each class, [N].</param>
    /// <param name="group">Video, subject or character; null for a sample that is its own group.</param>
    internal void Add(
        string folder, ReadOnlySpan<char> name, DataSplit split, ImmutableArray<float> distribution, string? group = null)
    {
        var start = _names.Count;
        CollectionsMarshal.SetCount(_names, start + Encoding.UTF8.GetByteCount(name));
        Encoding.UTF8.GetBytes(name, CollectionsMarshal.AsSpan(_names)[start..]);
        Finish(folder, split, distribution, group);
    }

    /// <summary>Adds a sample of a dataset that is divided anew or relabelled.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="position">Its position there.</param>
    /// <param name="split">Its new part; null for the old one.</param>
    /// <param name="distribution">Its new label; null for the old one.</param>
    public void Add(SampleIndex source, int position, DataSplit? split = null, ImmutableArray<float>? distribution = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var columns = source.Columns;
        var start = columns.NameStarts[position];
        var group = columns.Groups[position];
        _names.AddRange(columns.Names.AsSpan(start, columns.NameStarts[position + 1] - start));
        Finish(
            columns.FolderNames[columns.Folders[position]],
            split ?? columns.Splits[position],
            distribution ?? source.DistributionOf(position),
            group < 0 ? null : columns.GroupNames[group]);
    }

    /// <summary>Makes the index; the builder may go on afterwards.</summary>
    public SampleIndex Build()
    {
        var distinct = _distinct.Items.ToArray();
        return new(new SampleColumns
        {
            Splits = [.. _splits],
            Distributions = [.. _distributions],
            Groups = [.. _groups],
            Folders = [.. _folders],
            NameStarts = [.. _nameStarts],
            Names = [.. _names],
            FolderNames = [.. _folderNames.Items],
            GroupNames = [.. _groupNames.Items],
            DistinctDistributions = distinct,
            Labels = [.. distinct.Select(FaceSample.MostProbable)],
        });
    }

    private void Finish(string folder, DataSplit split, ImmutableArray<float> distribution, string? group)
    {
        _splits.Add(split);
        _distributions.Add(_distinct.Number(distribution));
        _groups.Add(group is null ? -1 : _groupNames.Number(group));
        _folders.Add(_folderNames.Number(folder));
        _nameStarts.Add(_names.Count);
    }

    /// <summary>Gives equal items equal numbers, from 0; asking for the same item again and again costs no look-up.</summary>
    private sealed class Numbering<T>(IEqualityComparer<T> comparer)
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = new(comparer);
        private (T? Item, int Number) _last = (default, -1);

        public List<T> Items { get; } = [];

        public int Number(T item)
        {
            if (_last.Number >= 0 && comparer.Equals(_last.Item, item))
            {
                return _last.Number;
            }

            if (!_numbers.TryGetValue(item, out var number))
            {
                number = Items.Count;
                Items.Add(item);
                _numbers.Add(item, number);
            }

            _last = (item, number);
            return number;
        }
    }

    private sealed class DistributionComparer : IEqualityComparer<ImmutableArray<float>>
    {
        public static readonly DistributionComparer Instance = new();

        public bool Equals(ImmutableArray<float> x, ImmutableArray<float> y) => x == y || x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<float> distribution)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(distribution.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
