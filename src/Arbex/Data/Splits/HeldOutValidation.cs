using System.Globalization;
using Arbex.Imaging;

namespace Arbex.Data.Splits;

/// <summary>A dataset without a validation part, some of whose training samples become one.</summary>
/// <remarks>
/// Validation resembles the test part: whole groups (videos, subjects) are held out, and single samples where groups
/// have samples in both training and test anyway. The choice keeps the classes' shares as well as groups allow and
/// takes no class from training; it is a function of the samples and the seed. The test part stays as it is.
/// </remarks>
/// <threadsafety>Safe for concurrent calls if the source is.</threadsafety>
public sealed class HeldOutValidation : IFaceDataset
{
    /// <summary>With more than half, training would be the smaller part.</summary>
    public const double LargestShare = 0.5;

    private readonly IFaceDataset _source;
    private readonly HeldOutChoice _choice;

    /// <summary>Holds out.</summary>
    /// <param name="source">A dataset without samples of <see cref="DataSplit.Valid"/>.</param>
    /// <param name="share">The share of the training samples to hold out, above 0 and at most
    /// <see cref="LargestShare"/>; at least one sample of a class that has two, or one group.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArbexException">The share is out of range, or nothing can be held out without taking all of a
    /// class.</exception>
    public HeldOutValidation(IFaceDataset source, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Samples.Positions(DataSplit.Valid).Length > 0)
        {
            throw new ArgumentException($"{source.Name} has a validation part. Expected one without.", nameof(source));
        }

        OptionCheck.That(
            share > 0 && share <= LargestShare,
            FormattableString.Invariant(
                $"The share to hold out is {share}. Expected more than 0 and at most {LargestShare}."));
        (_source, _choice, Share, Seed) = (source, HeldOutChoice.Make(source, share, seed), share, seed);
        Name = $"{source.Name}, {Text}";
        var parts = source.Samples.Columns.Splits.ToArray();
        foreach (var position in _choice.HeldOut)
        {
            parts[position] = DataSplit.Valid;
        }

        Samples = source.Samples.WithSplits(parts);
    }

    private HeldOutValidation(HeldOutValidation division, IFaceDataset labels)
    {
        (_source, _choice, Share, Seed) = (division._source, division._choice, division.Share, division.Seed);
        Name = $"{labels.Name}, {Text}";
        Samples = labels.Samples
            .WithDistributions(_choice.HeldOut.ToDictionary(i => i, _source.Samples.DistributionOf))
            .WithSplits(division.Samples.Columns.Splits);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public LabelSet Labels => _source.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>The share that was asked for.</summary>
    public double Share { get; }

    /// <summary>The seed of the choice.</summary>
    public long Seed { get; }

    /// <summary>What was done, as it stands in <see cref="Name"/>: "10 % held out (seed 1)".</summary>
    public string Text => FormattableString.Invariant($"{Share * 100:0.##} % held out (seed {Seed})");

    /// <summary>What it came to: "1,227 of 12,271 training samples", "42 of 192 training samples (2 of 9
    /// groups)".</summary>
    public string Amount => string.Create(
        CultureInfo.InvariantCulture,
        $"{_choice.HeldOut.Length:n0} of {_choice.Samples:n0} training samples")
        + (_choice.HeldOutGroups == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" ({_choice.HeldOutGroups:n0} of {_choice.Groups:n0} groups)"));

    /// <summary>Divides the same samples under other training labels in the same way; what is held out keeps its
    /// labels.</summary>
    /// <param name="labels">The source with wrong labels, such as <see cref="LabelNoise"/>.</param>
    /// <exception cref="ArgumentException">It has another number of samples.</exception>
    public HeldOutValidation WithTrainingLabelsOf(IFaceDataset labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Samples.Count == Samples.Count
            ? new(this, labels)
            : throw new ArgumentException(
                $"{labels.Name} has {labels.Samples.Count} samples, {Name} {Samples.Count}.", nameof(labels));
    }

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(index);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => _source.LoadImage(index);
}
