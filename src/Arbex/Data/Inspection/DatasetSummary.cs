using System.Collections.Immutable;

namespace Arbex.Data.Inspection;

/// <summary>What a dataset holds, counted without decoding a picture.</summary>
public sealed record DatasetSummary
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The classes, in the order of every count.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The parts that have samples, in the order of <see cref="DataSplit"/>.</summary>
    public required ImmutableArray<SplitSummary> Splits { get; init; }

    /// <summary>Groups with samples in more than one part, which makes scores too good; 0 in a sound division.</summary>
    public required int GroupsInSeveralSplits { get; init; }

    /// <summary>What data refinement makes of the training samples; null where there are none.</summary>
    public required RefinementEffect? Refinement { get; init; }

    /// <summary>Counts a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="refinement">How epochs are drawn.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArbexException">A refinement option is out of range.</exception>
    public static DatasetSummary Of(
        IFaceDataset dataset, DataRefinementOptions refinement, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(refinement);
        var splits = Enum.GetValues<DataSplit>().Select(split => SplitSummary.Of(dataset, split))
            .Where(split => split.Samples > 0).ToImmutableArray();
        return new DatasetSummary
        {
            Dataset = dataset.Name,
            Labels = dataset.Labels.Names,
            Splits = splits,
            GroupsInSeveralSplits = SharedGroups(dataset.Samples),
            Refinement = splits.Any(split => split.Split == DataSplit.Train)
                ? RefinementEffect.Of(dataset, refinement, seed, cancellation)
                : null,
        };
    }

    /// <summary>Counts the groups that have samples in more than one part.</summary>
    /// <param name="samples">A dataset's samples.</param>
    public static int SharedGroups(SampleIndex samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var parts = new int[samples.NamedGroups];
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples.GroupOf(i) is var group and >= 0)
            {
                parts[group] |= 1 << (int)samples.SplitOf(i);
            }
        }

        return parts.Count(part => int.PopCount(part) > 1);
    }
}
