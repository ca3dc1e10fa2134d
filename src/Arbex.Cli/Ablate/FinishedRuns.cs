using System.Text.Json;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Files;
using Arbex.Training;

namespace Arbex.Cli.Ablate;

/// <summary>Finished runs of other studies, found by what decides a run: its recipe, its data, the weights it started from and
/// the teachers it learnt from.</summary>
internal sealed class FinishedRuns
{
    private static readonly string[] Files = ["recipe.json", "run.json", "metrics.jsonl", "evaluation.json"];

    private readonly Dictionary<string, List<(string Folder, string? Samples)>> _runs = new(StringComparer.Ordinal);

    /// <summary>Looks for runs below some folders.</summary>
    /// <param name="folders">Folders of studies or of runs.</param>
    /// <exception cref="ArbexException">One does not exist.</exception>
    public FinishedRuns(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
            {
                throw new ArbexException($"There is no folder '{folder}'. Pass a study's folder to --reuse.");
            }

            var runs = Directory.EnumerateFiles(folder, "evaluation.json", SearchOption.AllDirectories);
            foreach (var run in runs.Order(StringComparer.Ordinal))
            {
                Add(Path.GetDirectoryName(run)!);
            }
        }
    }

    /// <summary>Takes over a finished run of the same recipe on the same data, without its weights.</summary>
    /// <param name="recipe">The recipe, its seed included.</param>
    /// <param name="dataset">The data, label noise included.</param>
    /// <param name="weights">What it starts from.</param>
    /// <param name="teachers">What it learns from beside the labels.</param>
    /// <param name="folder">Where the run belongs now.</param>
    /// <returns>Where it was found; null where there is none.</returns>
    public string? Take(
        Recipe recipe, IFaceDataset dataset, IEnumerable<StartingFile> weights, IEnumerable<StartingFile> teachers, string folder)
    {
        if (!_runs.TryGetValue(Key(recipe, dataset.Name, weights, teachers), out var runs))
        {
            return null;
        }

        var samples = SampleFingerprint.Of(dataset.Samples);
        if (runs.FirstOrDefault(run => run.Samples is null || run.Samples == samples).Folder is not { } found)
        {
            return null;
        }

        using var only = RunFolder.Lock(folder);
        foreach (var name in Files) // evaluation.json last: it says that a run is finished
        {
            var bytes = InputFile.ReadBytes(Path.Combine(found, name), "file of a run");
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(bytes));
        }

        return found;
    }

    private void Add(string folder)
    {
        try
        {
            var run = RunFolder.At(folder);
            if (Files.All(name => File.Exists(Path.Combine(folder, name)))
                && EvaluationDocument.FromJson(InputFile.ReadText(run.EvaluationPath, "scores of a run")).Split == DataSplit.Valid)
            {
                var description = run.ReadDescription();
                var key = Key(RecipeFile.Read(run.RecipePath), description.Dataset, description.Weights, description.Teachers);
                if (!_runs.TryGetValue(key, out var same))
                {
                    _runs.Add(key, same = []);
                }

                same.Add((folder, description.SamplesHash));
            }
        }
        catch (Exception unreadable) when (unreadable is ArbexException or JsonException or IOException or UnauthorizedAccessException)
        {
            // A run of another version is of no use here; the study trains its own.
        }
    }

    private static string Key(
        Recipe recipe, string dataset, IEnumerable<StartingFile> weights, IEnumerable<StartingFile> teachers) => string.Join(
        '\n',
        [
            .. weights.Select(file => file.Sha256), "teachers", .. teachers.Select(file => file.Sha256), dataset,
            RecipeFile.ToJson(recipe),
        ]);
}
