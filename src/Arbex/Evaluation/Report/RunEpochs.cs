using Arbex.Training;

namespace Arbex.Evaluation.Report;

/// <summary>Reads the epochs of the training run that a checkpoint lies in, and touches nothing there: the run may still be
/// going on.</summary>
public static class RunEpochs
{
    private const string MetricsFile = "metrics.jsonl";

    /// <summary>The epochs of the run, rising; one that was trained twice counts by its last line.</summary>
    /// <param name="checkpoint">The checkpoint's file.</param>
    /// <returns>Nothing where no metrics.jsonl lies beside the checkpoint.</returns>
    /// <exception cref="ArbexException">The file cannot be read, or a whole line is no epoch.</exception>
    public static IReadOnlyList<EpochResult> Beside(string checkpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        return EpochLines.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(checkpoint))!, MetricsFile));
    }
}
