using System.Collections.Immutable;

namespace Arbex.Data.Inspection;

/// <summary>What one part of a dataset holds.</summary>
public sealed record SplitSummary
{
    /// <summary>The part.</summary>
    public required DataSplit Split { get; init; }

    /// <summary>Number of samples.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples of each class by the most probable one, [N].</summary>
    public required ImmutableArray<int> PerClass { get; init; }

    /// <summary>Groups that have at least one sample of each class, [N].</summary>
    public required ImmutableArray<int> GroupsPerClass { get; init; }

    /// <summary>The groups and their sizes.</summary>
    public required GroupSizes Groups { get; init; }

    /// <summary>How undecided the labels are.</summary>
    public required LabelEntropy Entropy { get; init; }

    /// <summary>Counts one part.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="split">The part; all counts are 0 where the dataset has none of it.</param>
    public static SplitSummary Of(IFaceDataset dataset, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var (samples, classes) = (dataset.Samples, dataset.Labels.Count);
        var positions = samples.Positions(split);
        var (perClass, groupsPerClass) = (new int[classes], new int[classes]);
        var seen = new HashSet<(int Group, int Label)>();
        foreach (var position in positions)
        {
            var label = samples.LabelOf(position);
            perClass[label]++;
            if (samples.GroupOf(position) is var group && (group < 0 || seen.Add((group, label))))
            {
                groupsPerClass[label]++;
            }
        }

        return new SplitSummary
        {
            Split = split,
            Samples = positions.Length,
            PerClass = [.. perClass],
            GroupsPerClass = [.. groupsPerClass],
            Groups = GroupSizes.Of(samples, positions),
            Entropy = LabelEntropy.Of(samples, positions),
        };
    }
}
