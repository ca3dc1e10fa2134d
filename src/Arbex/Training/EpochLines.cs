using System.Text.Json;
using Arbex.Files;

namespace Arbex.Training;

/// <summary>The lines of a run's metrics.jsonl.</summary>
internal static class EpochLines
{
    /// <summary>Reads them without touching the folder, where a run may be going on.</summary>
    /// <param name="path">The file; where there is none, no epoch has ended.</param>
    /// <returns>The epochs, rising; one that was trained twice counts by its last line.</returns>
    /// <exception cref="ArbexException">The file cannot be read, or a whole line is no epoch.</exception>
    public static IReadOnlyList<EpochResult> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            // A line without an end is being written, or was when the run was killed.
            var text = InputFile.ReadText(path, "metrics");
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

    /// <summary>An epoch as a line with its end.</summary>
    public static string Write(EpochResult epoch) => JsonSerializer.Serialize(epoch, ArbexJson.OneLine) + "\n";
}
