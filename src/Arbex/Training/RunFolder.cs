using System.Text;
using System.Text.Json;
using Arbex.Files;

namespace Arbex.Training;

/// <summary>
/// The folder of one run: recipe.json, run.json, metrics.jsonl, last.safetensors, best.safetensors, curves.png,
/// evaluation.json and TensorBoard's events.
/// </summary>
public sealed class RunFolder
{
    private readonly string _path;

    private RunFolder(string path) => _path = path;

    /// <summary>The last checkpoint, with everything needed to go on.</summary>
    public string LastPath => Path.Combine(_path, "last.safetensors");

    /// <summary>The checkpoint with the best validation accuracy.</summary>
    public string BestPath => Path.Combine(_path, "best.safetensors");

    /// <summary>The resolved recipe.</summary>
    public string RecipePath => Path.Combine(_path, "recipe.json");

    /// <summary>What ran: versions, commit, machine, data.</summary>
    public string DescriptionPath => Path.Combine(_path, "run.json");

    /// <summary>Where TensorBoard's events go.</summary>
    public string EventsPath => Path.Combine(_path, "tensorboard");

    /// <summary>The scores of the best checkpoint, written when the run is done.</summary>
    public string EvaluationPath => Path.Combine(_path, "evaluation.json");

    /// <summary>Accuracy and losses by epoch as a picture, drawn when the run is done.</summary>
    public string CurvesPath => Path.Combine(_path, "curves.png");

    private string MetricsPath => Path.Combine(_path, "metrics.jsonl");

    /// <summary>Every file that a run writes there.</summary>
    private string[] Files =>
        [RecipePath, DescriptionPath, MetricsPath, LastPath, BestPath, EvaluationPath, CurvesPath];

    /// <summary>Whether there is a run to keep: one that was killed before the first epoch's last checkpoint was written is none.</summary>
    public bool HoldsRun =>
        File.Exists(RecipePath) && (File.Exists(LastPath) || File.Exists(EvaluationPath) || (File.Exists(BestPath) && HasManyEpochs()));

    /// <summary>Whether a run in this folder would write over a file, whatever links lead to it.</summary>
    /// <param name="path">Any file that exists.</param>
    public bool Writes(string path) => Files.Where(File.Exists).Any(own => FileIdentity.Same(own, path));

    /// <summary>Names the files of a folder, whether they are there or not.</summary>
    /// <param name="path">The folder.</param>
    public static RunFolder At(string path) => new(path);

    /// <summary>Starts a folder for a new run.</summary>
    /// <param name="path">The folder; made where it does not exist.</param>
    /// <param name="recipe">Written there.</param>
    /// <exception cref="ArbexException">The folder already holds a run, or files of the names that a run writes which are not a run's, or
    /// cannot be written.</exception>
    public static RunFolder Create(string path, Recipe recipe)
    {
        var folder = new RunFolder(path);
        if (folder.HoldsRun)
        {
            throw folder.AlreadyHeld("Pass --resume to continue it, or another folder to --output.");
        }

        try
        {
            Directory.CreateDirectory(path);
            TemporaryName.RemoveAbandoned(path, TimeProvider.System);
            folder.CheckKinds();
            folder.CheckOwn();
            folder.CheckBest(recipe);
            folder.Clear();
            File.Delete(folder.BestPath);
            AtomicFile.WriteText(folder.RecipePath, RecipeFile.ToJson(recipe));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, refused);
        }

        return folder;
    }

    /// <summary>The error for a folder that holds a run.</summary>
    /// <param name="remedy">What to do where the run can be resumed.</param>
    public ArbexException AlreadyHeld(string remedy) => File.Exists(LastPath)
        ? new ArbexException($"'{_path}' already holds a run. {remedy}")
        : new ArbexException(
            $"'{_path}' already holds a run, which cannot be resumed: last.safetensors is not there. Expected a folder without a run. Move the "
            + "run to keep it, or pass another folder to --output.");

    /// <summary>Whether more epochs have ended than a run can finish before it has a last checkpoint.</summary>
    private bool HasManyEpochs()
    {
        try
        {
            return ReadMetrics().Count > 1;
        }
        catch (ArbexException)
        {
            return true; // damaged: not known, and what is there is kept
        }
    }

    /// <summary>A best checkpoint of the first epoch may go where the same recipe writes it again.</summary>
    private void CheckBest(Recipe recipe)
    {
        if (File.Exists(BestPath) && InputFile.ReadText(RecipePath, "recipe") != RecipeFile.ToJson(recipe))
        {
            throw AlreadyHeld("");
        }
    }

    /// <summary>What a run that never took a step left behind may go; what is someone else's stays.</summary>
    private void CheckOwn()
    {
        // A run has a description and metrics before it has a best checkpoint.
        string[] others = !IsOwn() ? [.. Files, EventsPath]
            : File.Exists(DescriptionPath) && File.Exists(MetricsPath) ? []
            : [BestPath];
        foreach (var taken in others)
        {
            if (Path.Exists(taken))
            {
                throw new ArbexException(
                    $"'{taken}' is not a run's, and a run would write its own there. Expected a folder without it. Move it, or pass another "
                    + "folder to --output.");
            }
        }
    }

    /// <summary>Whether the recipe in the folder is one that a run wrote: beside what it says of itself, which both can be read, or word for
    /// word what it would write again.</summary>
    private bool IsOwn()
    {
        try
        {
            if (!File.Exists(RecipePath))
            {
                return false;
            }

            var again = RecipeFile.ToJson(RecipeFile.Read(RecipePath));
            return InputFile.ReadText(RecipePath, "recipe") == again || (File.Exists(DescriptionPath) && ReadDescription().Device.Length > 0);
        }
        catch (Exception other) when (other is ArbexException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Refuses folders where a run has files, and a file where it has a folder.</summary>
    private void CheckKinds()
    {
        foreach (var file in Files.Where(Path.Exists))
        {
            SpecialFile.Refuse(file, "run's file");
        }

        if (Path.Exists(EventsPath) && !Directory.Exists(EventsPath))
        {
            throw new ArbexException(
                $"'{EventsPath}' is a file. Expected a folder for TensorBoard's events. Move the file, or pass another folder to --output.");
        }
    }

    /// <summary>Deletes what a run writes before there is anything to keep.</summary>
    internal void Clear()
    {
        File.Delete(DescriptionPath);
        File.Delete(MetricsPath);
        if (Directory.Exists(EventsPath))
        {
            foreach (var events in Directory.EnumerateFiles(EventsPath, "events.out.tfevents.*").ToArray())
            {
                File.Delete(events);
            }

            if (!Directory.EnumerateFileSystemEntries(EventsPath).Any())
            {
                Directory.Delete(EventsPath);
            }
        }

        File.Delete(RecipePath); // last: it says whose the others are
    }

    /// <summary>Opens the folder of an earlier run.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ArbexException">It holds no run.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);
        if (Directory.Exists(path))
        {
            TemporaryName.RemoveAbandoned(path, TimeProvider.System);
        }

        if (!File.Exists(folder.RecipePath) || !File.Exists(folder.LastPath))
        {
            throw new ArbexException(
                $"'{path}' holds no run to resume: expected recipe.json and last.safetensors. Start one without --resume.");
        }

        folder.CheckKinds();
        return folder;
    }

    /// <summary>
    /// Takes the folder for one writer. Two runs in one folder would write over each other; whoever writes there holds this until the end. A
    /// process that is killed leaves no lock.
    /// </summary>
    /// <param name="path">The folder; made where it does not exist.</param>
    /// <returns>The lock; disposed when nothing is written any more.</returns>
    /// <exception cref="ArbexException">Another run writes there, or the folder cannot be written to.</exception>
    public static IDisposable Lock(string path)
    {
        try
        {
            var only = FileLock.OfFolder(path, () => new ArbexException(
                $"Another arbex writes to '{path}'. Expected one run in a folder at a time. Wait until it has ended, or pass another folder "
                + "to --output."));
            TemporaryName.RemoveAbandoned(path, TimeProvider.System, age: TimeSpan.Zero);
            return only;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, refused);
        }
    }

    private static ArbexException Unwritable(string path, Exception refused) => new(
        $"Cannot write to '{path}': {refused.Message} Pass a folder that can be written to --output.", refused);

    /// <summary>Adds an epoch's line to metrics.jsonl.</summary>
    /// <param name="result">The epoch's numbers.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written.</exception>
    public void Append(EpochResult result)
    {
        var line = Encoding.UTF8.GetBytes(EpochLines.Write(result));
        using var stream = new FileStream(MetricsPath, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(line);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Writes what runs into run.json.</summary>
    /// <param name="description">Versions, machine and data.</param>
    public void Describe(RunDescription description) =>
        AtomicFile.WriteText(DescriptionPath, JsonSerializer.Serialize(description, ArbexJson.Options) + "\n");

    /// <summary>Reads what ran from run.json.</summary>
    /// <exception cref="JsonException">The file is no description, or cannot be read.</exception>
    public RunDescription ReadDescription()
    {
        try
        {
            var description = JsonSerializer.Deserialize<RunDescription>(
                InputFile.ReadText(DescriptionPath, "description of a run"), ArbexJson.Options);
            return description is { IsWhole: true } ? description : throw new JsonException("An entry is null.");
        }
        catch (Exception unfit) when (unfit is ArbexException or IOException or UnauthorizedAccessException
            or InvalidOperationException or NotSupportedException or NullReferenceException)
        {
            throw new JsonException(unfit.Message, unfit);
        }
    }

    /// <summary>Leaves only the lines of epochs that a checkpoint knows: a run that goes on writes the others again.</summary>
    /// <param name="epochs">Epochs finished by the checkpoint.</param>
    public void KeepMetrics(int epochs)
    {
        if (File.Exists(MetricsPath))
        {
            var kept = ReadMetrics().Where(result => result.Epoch <= epochs);
            AtomicFile.WriteText(MetricsPath, string.Concat(kept.Select(EpochLines.Write)));
        }
    }

    /// <summary>
    /// The lines of metrics.jsonl; an epoch that was repeated after a break counts once, by its last line, and a line
    /// that a break cut short does not count.
    /// </summary>
    public IReadOnlyList<EpochResult> ReadMetrics() => EpochLines.Read(MetricsPath);
}
