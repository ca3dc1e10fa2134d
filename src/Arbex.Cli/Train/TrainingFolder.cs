using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Files;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Keeps a run's folder whole: a run that never took a step leaves nothing behind.</summary>
internal static class TrainingFolder
{
    /// <summary>Refuses early what <see cref="RunFolder.Create"/> would refuse after the data was opened.</summary>
    public static void CheckNew(string path, string remedy)
    {
        if (File.Exists(path))
        {
            throw new ArbexException($"--output is '{path}', which is a file. Expected a folder. Choose another name.");
        }

        if (RunFolder.At(path) is { HoldsRun: true } folder)
        {
            throw folder.AlreadyHeld(remedy);
        }
    }

    /// <summary>What to do where a run belongs to other data.</summary>
    public const string SameData = "Resume with the same --dataset, --data, --split-plan, --split-seed, --folds, --label-rule, --labels, "
        + "--label-noise, --label-noise-list and --packed.";

    /// <summary>Going on with other data, or another share of wrong labels, would be another experiment.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="dataset">The data given.</param>
    /// <param name="remedy">What the user can do.</param>
    /// <exception cref="ArbexException">It was trained on others.</exception>
    public static void CheckSameData(string path, IFaceDataset dataset, string remedy)
    {
        var folder = RunFolder.At(path);
        var before = DescriptionOf(folder);
        var info = File.Exists(folder.LastPath) ? Checkpoint.ReadInfo(folder.LastPath) : null;
        if (info is not null && !info.Labels.SequenceEqual(dataset.Labels.Names, StringComparer.Ordinal))
        {
            throw new ArbexException(
                $"'{path}' was trained on the classes {string.Join(", ", info.Labels)}; the data given has {dataset.Labels}. {remedy}");
        }

        var name = info?.TrainedOn ?? before?.Dataset;
        if (name is not null && name != dataset.Name)
        {
            throw new ArbexException($"'{path}' was trained on '{name}'; the data given is '{dataset.Name}'. {remedy}");
        }

        if (before?.SamplesHash is { } hash && hash != SampleFingerprint.Of(dataset.Samples))
        {
            throw new ArbexException(
                $"'{path}' was trained on {before.Samples.Values.Sum()} samples of '{dataset.Name}'; the {dataset.Samples.Count} given have "
                + $"other names, parts or labels. {remedy}");
        }
    }

    /// <summary>What a run says of itself; null where that is missing or no description: the run itself is in its checkpoint.</summary>
    public static RunDescription? DescriptionOf(RunFolder folder)
    {
        try
        {
            return File.Exists(folder.DescriptionPath) ? folder.ReadDescription() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The scores of a run; null where there are none, or they are damaged: then it is scored again.</summary>
    public static EvaluationDocument? EvaluationOf(RunFolder folder)
    {
        try
        {
            return File.Exists(folder.EvaluationPath)
                ? EvaluationDocument.FromJson(InputFile.ReadText(folder.EvaluationPath, "evaluation of a run"))
                : null;
        }
        catch (Exception unreadable) when (unreadable is ArbexException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Warns of a run whose description is damaged: it is resumed by its recipe and its checkpoint, which know all but that.</summary>
    public static void WarnOfDamage(string path, Action<string> warn)
    {
        var folder = RunFolder.At(path);
        try
        {
            if (File.Exists(folder.DescriptionPath))
            {
                folder.ReadDescription();
            }
        }
        catch (JsonException unreadable)
        {
            warn(
                $"'{folder.DescriptionPath}' cannot be read ({unreadable.Message}), so its data, weights and teachers cannot be compared with "
                + "those given. The run goes by recipe.json and last.safetensors; put run.json back from a copy if there is one.");
        }
    }

    /// <summary>Going on by another recipe would be another experiment.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="recipe">What it should have been trained by.</param>
    /// <param name="remedy">What the user can do.</param>
    /// <exception cref="ArbexException">It was trained by another one.</exception>
    public static void CheckSameRecipe(string path, Recipe recipe, string remedy)
    {
        if (RecipeDifference.First(RecipeFile.Read(RunFolder.At(path).RecipePath), recipe) is { } difference)
        {
            throw new ArbexException(
                $"'{path}' holds a run of another recipe: {difference}. Expected the same. {remedy}");
        }
    }

    /// <summary>A run that started from other weights is another experiment.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="weights">What it should have started from.</param>
    /// <param name="remedy">What the user can do.</param>
    /// <exception cref="ArbexException">It started from others.</exception>
    public static void CheckSameWeights(string path, IReadOnlyList<StartingFile> weights, string remedy) =>
        CheckSame(path, "started from", "weights", weights, run => run.Weights, remedy);

    /// <summary>A run that learnt from other teachers is another experiment.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="teachers">Who it should have learnt from.</param>
    /// <param name="remedy">What the user can do.</param>
    /// <exception cref="ArbexException">It learnt from others.</exception>
    public static void CheckSameTeachers(string path, IReadOnlyList<StartingFile> teachers, string remedy) =>
        CheckSame(path, "learnt from", "teacher", teachers, run => run.Teachers, remedy);

    private static void CheckSame(
        string path, string verb, string what, IReadOnlyList<StartingFile> expected,
        Func<RunDescription, IReadOnlyList<StartingFile>> read, string remedy)
    {
        var folder = RunFolder.At(path);
        if (File.Exists(folder.DescriptionPath) && DescriptionOf(folder) is null)
        {
            return; // nobody knows, which WarnOfDamage says
        }

        var before = DescriptionOf(folder) is { } description ? read(description) : [];
        if (!before.Select(file => file.Sha256).SequenceEqual(expected.Select(file => file.Sha256), StringComparer.Ordinal))
        {
            throw new ArbexException($"'{path}' holds a run that {verb} {Text(before)}. Expected {Text(expected)}. {remedy}");
        }

        string Text(IReadOnlyList<StartingFile> files) => files.Count == 0
            ? $"no {what}"
            : string.Join(" and ", files.Select(file => $"{file.File} (SHA-256 {file.Sha256[..12]}…)"));
    }
}
