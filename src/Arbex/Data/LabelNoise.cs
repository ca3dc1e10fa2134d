using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>A dataset in which a known share of the training labels is wrong, to measure robustness.</summary>
/// <remarks>
/// Symmetric noise: the chosen training samples get one of the other classes, all equally likely, as a one-hot
/// distribution. Everything else, the validation and test samples above all, stays as it is.
/// </remarks>
public sealed class LabelNoise : IFaceDataset
{
    private readonly IFaceDataset _source;

    /// <summary>Puts noise into a dataset.</summary>
    /// <param name="source">The clean dataset.</param>
    /// <param name="share">Share of the training samples to mislabel, in [0, 1]; the number is rounded to the nearest
    /// whole sample, halves up.</param>
    /// <param name="seed">Decides which samples, and which classes they get.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1] or not a number.</exception>
    public LabelNoise(IFaceDataset source, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share of samples in [0, 1].");
        }

        _source = source;
        Share = share;

        var random = new SeededRandom(seed);
        var training = source.Samples.Positions(DataSplit.Train);
        random.Shuffle(training.AsSpan());
        var flipped = training[..(int)Math.Floor((share * training.Length) + 0.5)];
        Array.Sort(flipped);
        var wrong = new Dictionary<int, ImmutableArray<float>>(flipped.Length);
        foreach (var index in flipped)
        {
            var other = random.NextInt(Labels.Count - 1);
            var label = other < source.Samples.LabelOf(index) ? other : other + 1;
            wrong.Add(index, FaceSample.OneHot(label, Labels.Count));
        }

        Samples = source.Samples.WithDistributions(wrong);
        FlippedIndices = [.. flipped];
    }

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"{_source.Name}, {Share * 100:0.##} % label noise");

    /// <inheritdoc/>
    public LabelSet Labels => _source.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>The share that was asked for, in [0, 1].</summary>
    public double Share { get; }

    /// <summary>Positions in <see cref="Samples"/> whose label is wrong on purpose, rising.</summary>
    public ImmutableArray<int> FlippedIndices { get; }

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(index);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => _source.LoadImage(index);
}
