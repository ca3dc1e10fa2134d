using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Cli.Train;
using Arbex.Data;
using Arbex.Training;
using Arbex.Training.Ablations;

namespace Arbex.Cli.Ablate;

/// <summary>Runs a study cell by cell and writes its table after each.</summary>
internal sealed class AblateService
{
    private const string OtherFolder = "Pass another folder to --output, or delete it.";

    private readonly CommandHost _host;

    public AblateService(CommandHost host) => _host = host;

    public AblationTable Run(AblateRequest request, CancellationToken cancellation)
    {
        var recipe = RunPlanner.WithLabelRule(
            request.Recipe.Resolve(() => RecipeFile.FromPreset("compact")), request.Dataset);
        var study = request.Kind.Create(new AblationPlan
        {
            Recipe = recipe with { Data = recipe.Data with { SelectOn = null } },
            Seeds = request.Seeds,
            Anchors = request.Anchors,
            Levels = request.Levels,
            PixelNoise = request.PixelNoise,
            Changes = request.Changes,
        });
        var weights = WeightsOf(request);
        CheckFrozen(study, weights);
        var teachers = TeacherFiles.Check(request.Teachers, study.Cells.Select(cell => cell.Recipe));
        study = study with { Note = study.Note + NoteOn(study, weights, teachers) };
        using var made = new NewFolders(request.Output);
        StudyFolder.CheckOwn(request.Output, study);
        using var only = RunFolder.Lock(request.Output);
        using var memory = new EmbeddingMemory();
        using var opened = new SharedTrainingData(new DatasetOpener(_host), request.Loading.Packed);
        var shared = new Shared(weights, teachers, memory, new FinishedRuns(request.Reuse));
        var done = new Dictionary<string, AblationScores>(StringComparer.Ordinal);
        var table = new AblationTable(study, done);
        for (var i = 0; i < study.Cells.Length; i++)
        {
            var cell = study.Cells[i];
            if (i > 0 && study.Cells[i - 1].Recipe.Seed != cell.Recipe.Seed)
            {
                memory.Clear(); // another seed sees other batches
            }

            var folder = Path.Combine(request.Output, cell.Folder);
            var data = DataOf(request, cell, opened);
            if (Finished(folder) is { } earlier)
            {
                CheckSame(folder, cell, data.Dataset, shared);
                done[cell.Folder] = earlier;
                continue;
            }

            _host.Tell($"Run {i + 1} of {study.Cells.Length}: {cell.Folder}.");
            done[cell.Folder] = Train(request, cell, data, folder, shared, cancellation);
            StudyFolder.Write(request.Output, table);
        }

        StudyFolder.Write(request.Output, table);
        AblationCurves.Write(request.Output, study);
        return table;
    }

    private static TrainingData DataOf(AblateRequest request, AblationCell cell, SharedTrainingData opened)
    {
        var data = opened.Of(
            request.Dataset, cell.LabelNoise, cell.Recipe.Seed, wrongLabels: null, cell.Recipe.Data.ValidationShare);
        return data.Dataset.Samples.Positions(DataSplit.Valid).Length > 0 ? data : throw new ArbexException(
            $"{data.Dataset.Name} has no validation part to score runs on. Expected one, or data.validationShare above 0 in the recipe.");
    }

    private AblationScores Train(
        AblateRequest request, AblationCell cell, TrainingData data, string folder, Shared shared, CancellationToken cancellation)
    {
        var resume = File.Exists(RunFolder.At(folder).LastPath);
        if (resume)
        {
            CheckSame(folder, cell, data.Dataset, shared);
        }

        CheckUnchanged(request.Weights, shared.Weights, "--weights");
        CheckUnchanged(request.Teachers, shared.Teachers, "--distil-from");

        if (!resume && shared.Others.Take(
            cell.Recipe, data.Dataset, shared.Weights, shared.TeachersOf(cell), folder) is { } found)
        {
            _host.Tell($"Taken over from '{found}'.");
            WarnOfOtherPrecision(request, cell, folder);
            return Finished(folder)!;
        }

        var summary = new TrainingSession(_host).Run(
            new TrainingPlan
            {
                Recipe = cell.Recipe,
                Data = data,
                Output = folder,
                Resume = resume,
                Weights = request.Weights,
                Teachers = Distils(cell) ? request.Teachers : [],
                EncoderOnly = request.Weights.Count > 0,
                Memory = IsFrozen(cell) ? shared.Memory : null,
                Strict = request.Strict,
                Compute = request.Compute,
                Loader = request.Loading.Loader,
                HowToResume = "the same command",
            },
            cancellation);
        return AblationScores.From(summary.Evaluation ?? throw new ArbexException(
            $"Not one validation picture of {data.Dataset.Name} can be read, so that the run has no score. Check the data folder."));
    }

    private void WarnOfOtherPrecision(AblateRequest request, AblationCell cell, string folder)
    {
        var here = BFloat16Support.Possible(cell.Recipe.Precision, ComputeDevice.Parse(request.Compute.Device));
        if (RunFolder.At(folder).ReadDescription().Precision is { } there && there != here)
        {
            _host.WarnOnce(
                $"Runs that are taken over were trained in {there} precision, where this machine trains in {here}: rows of both differ by "
                + "more than what they change. Train all on one kind of machine, or set the recipe's \"precision\" to \"full\".");
        }
    }

    private static string Names(IEnumerable<StartingFile> weights) =>
        string.Join(", ", weights.Select(file => $"{file.File} (SHA-256 {file.Sha256[..12]})"));

    private static StartingFile[] WeightsOf(AblateRequest request) => [.. request.Weights.Select(StartingFile.At)];

    private static void CheckFrozen(AblationStudy study, StartingFile[] weights)
    {
        if (weights.Length == 0 && study.Cells.FirstOrDefault(IsFrozen) is { } frozen)
        {
            throw new ArbexException(
                $"The recipe of '{frozen.Row}' freezes the encoder, and no --weights were given: it would stay as random as it starts. "
                + "Expected both or none. Pass the checkpoint of a training to --weights.");
        }
    }

    /// <summary>What a reader of the table must know of the files that runs start and learn from.</summary>
    private static string NoteOn(AblationStudy study, StartingFile[] weights, IReadOnlyList<StartingFile> teachers)
    {
        var frozen = study.Cells.Count(IsFrozen);
        var what = frozen == study.Cells.Length ? "frozen" : frozen == 0 ? "which goes on learning" : "frozen where the change says so";
        return (weights.Length > 0 ? $" Every run starts from the encoder of {Names(weights)}, {what}." : "")
            + (teachers.Count > 0 ? $" Runs that distil learn from {Names(teachers)}." : "");
    }

    private static bool IsFrozen(AblationCell cell) => ParameterGrouping.FreezesEncoder(cell.Recipe.ParameterGroups);

    private static bool Distils(AblationCell cell) => cell.Recipe.Distillation.Weight > 0;

    private static void CheckUnchanged(IEnumerable<string> paths, IEnumerable<StartingFile> before, string option)
    {
        if (!paths.Select(StartingFile.At).SequenceEqual(before))
        {
            throw new ArbexException(
                $"The file {string.Join(" ", paths)} has changed since the study began, so that its runs would differ in more than their "
                + $"rows say. Copy the file to where nothing writes to it, and pass the copy to {option}.");
        }
    }

    private void CheckSame(string folder, AblationCell cell, IFaceDataset dataset, Shared shared)
    {
        TrainingFolder.WarnOfDamage(folder, _host.WarnOnce);
        TrainingFolder.CheckSameRecipe(folder, cell.Recipe, OtherFolder);
        TrainingFolder.CheckSameWeights(folder, shared.Weights, OtherFolder);
        TrainingFolder.CheckSameTeachers(folder, shared.TeachersOf(cell), OtherFolder);
        TrainingFolder.CheckSameData(folder, dataset, OtherFolder);
    }

    private static AblationScores? Finished(string folder) =>
        TrainingFolder.EvaluationOf(RunFolder.At(folder)) is { } document ? AblationScores.From(document) : null;

    /// <summary>What the runs of a study have in common.</summary>
    private sealed record Shared(
        IReadOnlyList<StartingFile> Weights, IReadOnlyList<StartingFile> Teachers, EmbeddingMemory Memory, FinishedRuns Others)
    {
        public IReadOnlyList<StartingFile> TeachersOf(AblationCell cell) => Distils(cell) ? Teachers : [];
    }
}
