using System.Collections.Immutable;

namespace Arbex.Data.Inspection;

/// <summary>What data refinement makes of the training samples, found by drawing the epochs that training would draw.</summary>
public sealed record RefinementEffect
{
    /// <summary>Epochs that are drawn.</summary>
    public const int Epochs = 10;

    /// <summary>How epochs are drawn.</summary>
    public required DataRefinementOptions Options { get; init; }

    /// <summary>Samples of the first epoch.</summary>
    public required int EpochSamples { get; init; }

    /// <summary>Groups that contribute to the first epoch.</summary>
    public required int EpochGroups { get; init; }

    /// <summary>Share of the training samples that were drawn at least once in <see cref="Epochs"/> epochs, in [0, 1].</summary>
    public required double Seen { get; init; }

    /// <summary>The same for each class, [N].</summary>
    public required ImmutableArray<RefinedClass> Classes { get; init; }

    /// <summary>Draws epochs.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="options">How epochs are drawn.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArbexException">An option is out of range.</exception>
    public static RefinementEffect Of(
        IFaceDataset dataset, DataRefinementOptions options, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        var samples = dataset.Samples;
        var training = samples.Positions(DataSplit.Train);
        var times = new int[samples.Count];
        int[] first = [];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var selected = DataRefinement.SelectEpoch(samples, training, options, seed, epoch);
            first = epoch == 0 ? selected : first;
            foreach (var position in selected)
            {
                times[position]++;
            }
        }

        return new RefinementEffect
        {
            Options = options,
            EpochSamples = first.Length,
            EpochGroups = first.Select(samples.GroupOf).Distinct().Count(),
            Seen = training.Length == 0 ? 0 : training.Count(position => times[position] > 0) / (double)training.Length,
            Classes = [.. Enumerable.Range(0, dataset.Labels.Count).Select(
                label => OfClass(dataset, label, training, first, times))],
        };
    }

    private static RefinedClass OfClass(IFaceDataset dataset, int label, int[] training, int[] first, int[] times)
    {
        var samples = dataset.Samples;
        int[] members = [.. training.Where(position => samples.LabelOf(position) == label)];
        int[] drawn = [.. first.Where(position => samples.LabelOf(position) == label)];
        return new RefinedClass
        {
            Label = dataset.Labels[label],
            Available = members.Length,
            EpochSamples = drawn.Length,
            EpochGroups = drawn.Select(samples.GroupOf).Distinct().Count(),
            TimesInTenEpochs = members.Length == 0 ? 0 : members.Sum(position => (double)times[position]) / members.Length,
            Seen = members.Length == 0 ? 0 : members.Count(position => times[position] > 0) / (double)members.Length,
        };
    }
}
