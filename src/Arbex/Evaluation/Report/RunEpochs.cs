using System.Text.Json;
using Arbex.Training;

namespace Arbex.Evaluation.Report;

/// <summary>Reads the epochs of the training run that a checkpoint lies in, and touches nothing there: the run may
/// still
/// be going on.</summary>
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
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(checkpoint))!, MetricsFile);
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            // A line without an end is being written.
            var text = File.ReadAllText(path);
            var byEpoch = new SortedDictionary<int, EpochResult>();
            var whole = text[..(text.LastIndexOf('\n') + 1)];
            foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var epoch = JsonSerializer.Deserialize<EpochResult>(line, ArbexJson.Options)
                    ?? throw new JsonException("A line is null.");
                byEpoch[epoch.Epoch] = epoch;
            }

            return [.. byEpoch.Values];
        }
        catch (Exception unfit) when (unfit is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"'{path}' cannot be read: {unfit.Message} Expected the lines that training wrote. Put the file back, "
                + "or move the checkpoint out of the run's folder.",
                unfit);
        }
    }
}
