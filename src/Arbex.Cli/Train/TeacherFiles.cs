using Arbex.Checkpoints;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>The files of --distil-from, looked at before data are opened.</summary>
internal static class TeacherFiles
{
    /// <summary>Refuses what is not there, is of no use, or is missing.</summary>
    /// <param name="paths">What was given.</param>
    /// <param name="recipes">What is to be trained.</param>
    /// <param name="resumed">Folder of a run that goes on, which must have learnt from the same; null for a new run.</param>
    /// <returns>Name and hash of each.</returns>
    /// <exception cref="ArbexException">A file cannot be read, a recipe distils without a teacher, or none does with one.</exception>
    public static IReadOnlyList<StartingFile> Check(IReadOnlyList<string> paths, IEnumerable<Recipe> recipes, string? resumed = null)
    {
        if (paths.FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw new ArbexException(
                $"--distil-from is '{missing}', which does not exist. Expected a checkpoint of arbex train. Check the path.");
        }

        StartingFile[] files = [.. paths.Select(StartingFile.At)];
        if (resumed is not null)
        {
            TrainingFolder.CheckSameTeachers(resumed, files, "Pass the same to --distil-from, or another folder to --output.");
        }

        recipes.Select(recipe => recipe.Distillation).MaxBy(distillation => distillation.Weight)!.CheckTeacher(paths.Count > 0);
        foreach (var path in paths)
        {
            Checkpoint.ReadInfo(path);
        }

        return files;
    }
}
