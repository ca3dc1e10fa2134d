using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data.Labels;

/// <summary>A dataset under another dataset's classes; samples of classes that do not map are gone, and counted.</summary>
/// <threadsafety>Safe for concurrent calls if the source is.</threadsafety>
public sealed class RelabelledDataset : IFaceDataset
{
    private readonly IFaceDataset _source;
    private readonly int[] _positions;

    /// <summary>Maps a dataset.</summary>
    /// <param name="source">The dataset.</param>
    /// <param name="mapping">What its classes become.</param>
    /// <exception cref="ArgumentException">The mapping is for other classes.</exception>
    public RelabelledDataset(IFaceDataset source, LabelMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mapping);
        if (!source.Labels.Equals(mapping.From))
        {
            throw new ArgumentException(
                $"{source.Name} has the classes {source.Labels}; the mapping is for {mapping.From}.", nameof(mapping));
        }

        (_source, Mapping) = (source, mapping);
        var columns = source.Samples.Columns;
        var mapped = Array.ConvertAll(columns.DistinctDistributions, distribution => mapping.Map(distribution));
        var builder = new SampleIndexBuilder(source.Samples.Count);
        var positions = new List<int>(source.Samples.Count);
        var dropped = new int[mapping.From.Count];
        for (var i = 0; i < source.Samples.Count; i++)
        {
            if (mapped[columns.Distributions[i]] is { } distribution)
            {
                builder.Add(source.Samples, i, distribution: distribution);
                positions.Add(i);
            }
            else
            {
                dropped[source.Samples.LabelOf(i)]++;
            }
        }

        (_positions, Samples) = ([.. positions], builder.Build());
        Dropped = mapping.From.Names.Zip(dropped).Where(pair => pair.Second > 0)
            .ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Name => Mapping.IsIdentity ? _source.Name : $"{_source.Name}, as {string.Join('/', Labels.Names)}";

    /// <inheritdoc/>
    public LabelSet Labels => Mapping.To;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>How classes were mapped.</summary>
    public LabelMapping Mapping { get; }

    /// <summary>How many samples of each class were dropped; without the classes that lost none.</summary>
    public ImmutableSortedDictionary<string, int> Dropped { get; }

    /// <summary>What a user should know, a sentence each: dropped samples, and classes that cannot occur.</summary>
    public ImmutableArray<string> Remarks =>
    [
        .. Dropped.Select(pair => $"{pair.Value} samples of the class {pair.Key} were dropped, which is none of {Labels}."),
        .. Mapping.EmptyClasses.Select(name => $"The class {name} has no sample, because {_source.Name} has no such class."),
    ];

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(_positions[index]);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => _source.LoadImage(_positions[index]);
}
