using Arbex.Cli.Datasets;
using Arbex.Data;

namespace Arbex.Cli.Export;

/// <summary>Which faces of a dataset an export looks at.</summary>
internal static class ChosenFaces
{
    /// <summary>Faces spread evenly over a part, so that every class and every video has its share.</summary>
    public static int[] Spread(IFaceDataset dataset, DataSplit split, int most, string option)
    {
        var all = dataset.Samples.Positions(split);
        return all.Length > 0
            ? EvenlySpread.Of(all, most)
            : throw new DatasetFormatException(
                $"{dataset.Name} has no {split.ToString().ToLowerInvariant()} samples. Expected some for {option}. Pass data that have "
                + "them, or name another part.");
    }
}
