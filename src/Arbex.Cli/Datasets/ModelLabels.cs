using Arbex.Checkpoints;
using Arbex.Data;

namespace Arbex.Cli.Datasets;

/// <summary>Answers can be compared with labels only where both mean the same by a number.</summary>
internal static class ModelLabels
{
    /// <exception cref="ArbexException">The classes differ, or stand in another order.</exception>
    public static void Check(string model, CheckpointInfo info, IFaceDataset dataset)
    {
        if (!info.Labels.SequenceEqual(dataset.Labels.Names, StringComparer.Ordinal))
        {
            throw new CheckpointException(
                $"'{model}' answers with the classes {string.Join(", ", info.Labels)}; {dataset.Name} has "
                + $"{dataset.Labels}. Expected the same classes in the same order. Use data with the model's classes.");
        }
    }
}
