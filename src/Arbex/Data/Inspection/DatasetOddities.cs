using System.Collections.Immutable;

namespace Arbex.Data.Inspection;

/// <summary>What is odd about a dataset's labels and names, a sentence each.</summary>
public static class DatasetOddities
{
    /// <summary>What the reader told, and what class names and groups look like.</summary>
    /// <param name="dataset">The dataset.</param>
    public static ImmutableArray<string> Of(IFaceDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var told = dataset is FolderDataset folder ? folder.Problems : [];
        return [.. told, .. Names(dataset.Labels), .. Absent(dataset), .. Shared(dataset.Samples)];
    }

    private static IEnumerable<string> Names(LabelSet labels) =>
        labels.Names.GroupBy(name => name.Trim().ToUpperInvariant(), StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"The classes {string.Join(" and ", group.Select(name => $"'{name}'"))} differ only in upper "
                + "and lower case or spaces.");

    private static IEnumerable<string> Absent(IFaceDataset dataset)
    {
        var counts = new Dictionary<(DataSplit Split, int Label), int>();
        for (var i = 0; i < dataset.Samples.Count; i++)
        {
            var key = (dataset.Samples.SplitOf(i), dataset.Samples.LabelOf(i));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return from split in counts.Keys.Select(key => key.Split).Distinct().Order()
               from label in Enumerable.Range(0, dataset.Labels.Count)
               where !counts.ContainsKey((split, label))
               select $"The class '{dataset.Labels[label]}' has no {split.ToString().ToLowerInvariant()} sample.";
    }

    private static IEnumerable<string> Shared(SampleIndex samples)
    {
        if (DatasetSummary.SharedGroups(samples) is var shared and > 0)
        {
            yield return $"{shared} groups (videos or subjects) have samples in more than one split.";
        }
    }
}
