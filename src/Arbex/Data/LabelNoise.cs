using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>A dataset in which a known share of the training labels is wrong, to measure robustness.</summary>
/// <remarks>
/// The chosen training samples get another class as a one-hot distribution. Everything else, the validation and test
/// samples above all, stays as it is.
/// </remarks>
public sealed class LabelNoise : IFaceDataset
{
    private readonly IFaceDataset _source;
    private readonly string _description;

    /// <summary>Puts symmetric noise into a dataset: wrong classes are equally likely.</summary>
    /// <param name="source">The clean dataset.</param>
    /// <param name="share">Share of the training samples to mislabel, in [0, 1]; the number is rounded to the nearest
    /// whole sample, halves up.</param>
    /// <param name="seed">Decides which samples, and which classes they get.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1] or not a number.</exception>
    public LabelNoise(IFaceDataset source, double share, long seed)
        : this(
            source, share, Choose(source, LabelNoiseKind.Symmetric, share, seed, pairs: null),
            FormattableString.Invariant($"{share * 100:0.##} % label noise"))
    {
    }

    /// <summary>Puts the noise of a list into a dataset.</summary>
    /// <param name="source">The clean dataset that the list was made for.</param>
    /// <param name="list">Which samples get which class.</param>
    /// <exception cref="ArbexException">The list does not fit: another number of training samples, an id that is no
    /// training sample or is there twice, another true class, or a wrong class that is unknown or right.</exception>
    public LabelNoise(IFaceDataset source, LabelNoiseList list)
        : this(source, list?.Share ?? 0, LabelNoiseMatch.Find(source, list!), Describe(list!))
    {
    }

    private LabelNoise(IFaceDataset source, double share, IReadOnlyDictionary<int, int> wrong, string description)
    {
        (_source, Share, _description) = (source, share, description);
        Samples = source.Samples.WithDistributions(wrong.ToDictionary(
            pair => pair.Key, pair => FaceSample.OneHot(pair.Value, source.Labels.Count)));
        FlippedIndices = [.. wrong.Keys.Order()];
    }

    /// <inheritdoc/>
    public string Name => $"{_source.Name}, {_description}";

    /// <inheritdoc/>
    public LabelSet Labels => _source.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>The share that was asked for, in [0, 1].</summary>
    public double Share { get; }

    /// <summary>Positions in <see cref="Samples"/> whose label is wrong on purpose, rising.</summary>
    public ImmutableArray<int> FlippedIndices { get; }

    /// <summary>Chooses training samples and wrong classes.</summary>
    /// <param name="source">The clean dataset.</param>
    /// <param name="kind">How wrong classes are chosen.</param>
    /// <param name="share">Share of the training samples to mislabel, in [0, 1]; the number is rounded to the nearest
    /// whole sample, halves up.</param>
    /// <param name="seed">Decides which samples, and which classes they get.</param>
    /// <param name="pairs">Which class is mistaken for which; null for the next class in order. For
    /// <see cref="LabelNoiseKind.PairFlip"/> alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1] or not a number.</exception>
    public static LabelNoiseList Draw(
        IFaceDataset source, LabelNoiseKind kind, double share, long seed, LabelPairs? pairs = null)
    {
        var wrong = Choose(source, kind, share, seed, pairs);
        return new LabelNoiseList
        {
            Dataset = source.Name,
            Kind = kind,
            Share = share,
            Seed = seed,
            TrainingSamples = source.Samples.Positions(DataSplit.Train).Length,
            Changes = [.. wrong.Select(pair => new LabelChange(
                source.Samples.IdOf(pair.Key), source.Labels[source.Samples.LabelOf(pair.Key)], source.Labels[pair.Value]))],
        };
    }

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(index);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => _source.LoadImage(index);

    private static SortedDictionary<int, int> Choose(
        IFaceDataset source, LabelNoiseKind kind, double share, long seed, LabelPairs? pairs)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share of samples in [0, 1].");
        }

        var random = new SeededRandom(seed);
        var partners = pairs ?? new LabelPairs(source.Labels);
        var training = source.Samples.Positions(DataSplit.Train);
        random.Shuffle(training.AsSpan());
        var flipped = training[..(int)Math.Floor((share * training.Length) + 0.5)];
        Array.Sort(flipped);
        var wrong = new SortedDictionary<int, int>();
        foreach (var index in flipped)
        {
            var label = source.Samples.LabelOf(index);
            wrong[index] = kind == LabelNoiseKind.PairFlip
                ? partners[label]
                : Other(label, random.NextInt(source.Labels.Count - 1));
        }

        return wrong;
    }

    /// <summary>Numbers the classes without one of them.</summary>
    private static int Other(int label, int number) => number < label ? number : number + 1;

    private static string Describe(LabelNoiseList list)
    {
        var kind = list.Kind == LabelNoiseKind.PairFlip ? "pair flip" : "symmetric";
        return FormattableString.Invariant($"{list.Share * 100:0.##} % {kind} label noise of list {list.Fingerprint}");
    }
}
