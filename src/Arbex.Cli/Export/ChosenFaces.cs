using Arbex.Data;

namespace Arbex.Cli.Export;

/// <summary>Which faces of a dataset an export looks at.</summary>
internal static class ChosenFaces
{
    /// <summary>Faces spread evenly over a part, so that every class and every video has its share.</summary>
    public static int[] Spread(IFaceDataset dataset, DataSplit split, int most, string option)
    {
        var all = dataset.Samples.Positions(split);
        var count = Math.Min(most, all.Length);
        return count > 0
            ? [.. Enumerable.Range(0, count).Select(index => all[(int)((long)index * all.Length / count)])]
            : throw new DatasetFormatException(
                $"{dataset.Name} has no {split.ToString().ToLowerInvariant()} samples. Expected some for {option}. Pass data that have "
                + "them, or name another part.");
    }
}
