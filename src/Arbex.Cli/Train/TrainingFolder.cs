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

        if (File.Exists(RunFolder.At(path).RecipePath))
        {
            throw new ArbexException($"'{path}' already holds a run. {remedy}");
        }
    }

    /// <summary>Takes back what <see cref="RunFolder.Create"/> wrote, and the folder where it holds nothing else.</summary>
    public static void Withdraw(RunFolder folder, string path)
    {
        File.Delete(folder.RecipePath);
        File.Delete(folder.DescriptionPath);
        if (Directory.Exists(folder.EventsPath))
        {
            Directory.Delete(folder.EventsPath, recursive: true);
        }

        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }
}
