using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>Some samples of another dataset, in a chosen order.</summary>
public sealed class DatasetSubset : IFaceDataset
{
    private readonly IFaceDataset _source;

    /// <summary>Chooses samples by position.</summary>
    /// <param name="source">The dataset to choose from.</param>
    /// <param name="indices">Positions in the source; their order becomes the order here, repetitions are kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the source.</exception>
    public DatasetSubset(IFaceDataset source, params IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        _source = source;
        Indices = [.. indices];
        foreach (var index in Indices)
        {
            if ((uint)index >= (uint)source.Samples.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), index, $"Expected positions in [0, {source.Samples.Count}).");
            }
        }

        Samples = source.Samples.Select(Indices.AsSpan());
    }

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public LabelSet Labels => _source.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>Where each sample is in the source.</summary>
    public ImmutableArray<int> Indices { get; }

    /// <summary>Chooses one part of a dataset, in the dataset's order.</summary>
    /// <param name="source">The dataset to choose from.</param>
    /// <param name="split">The part; the result is empty where the dataset has none of it.</param>
    public static DatasetSubset OfSplit(IFaceDataset source, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(source, source.Samples.Positions(split));
    }

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(Indices[index]);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => _source.LoadImage(Indices[index]);
}
