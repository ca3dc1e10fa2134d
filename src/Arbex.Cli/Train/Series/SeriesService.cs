using Arbex.Cli.Hosting;
using Arbex.Training;

namespace Arbex.Cli.Train.Series;

/// <summary>Trains run after run, each in a folder of its own, and sums up; what is done is not done again.</summary>
internal sealed class SeriesService
{
    private readonly CommandHost _host;

    public SeriesService(CommandHost host) => _host = host;

    public SeriesSummary Run(TrainRequest request, CancellationToken cancellation)
    {
        StartingWeights.Check(request.Weights);
        var runs = SeriesRun.Of(request);
        var teachers = TeacherFiles.Check(request.Teachers, runs.Select(run => run.Recipe));
        using var made = new NewFolders(request.Output);
        CheckFolder(request, runs, teachers);
        using var only = RunFolder.Lock(request.Output);
        using var planner = new RunPlanner(_host, request);
        var done = new List<(string Name, TrainSummary Summary)>();
        foreach (var run in runs)
        {
            var plan = planner.Plan(
                run.Recipe, run.SplitPlan, Path.Combine(request.Output, run.Name), howToResume: null);
            if (Earlier(plan) is { } earlier)
            {
                done.Add((run.Name, earlier));
                continue;
            }

            _host.Tell($"Run {done.Count + 1} of {runs.Count}: {plan.Output}.");
            done.Add((run.Name, Train(plan, done.Count, runs.Count, cancellation)));
        }

        var summary = SeriesSummary.Of(request.Output, done, request.Folds is not null);
        summary.Write();
        return summary;
    }

    /// <summary>Refuses before any data are opened what would mix two experiments.</summary>
    private void CheckFolder(
        TrainRequest request, IReadOnlyList<SeriesRun> runs, IReadOnlyList<StartingFile> teachers)
    {
        TrainingFolder.CheckNew(
            request.Output,
            "Runs with --seeds or --folds need a folder for themselves: pass another one to --output.");
        if (!runs.Any(run => RunFolder.At(Path.Combine(request.Output, run.Name)).HoldsRun))
        {
            OwnFiles.CheckNone(request.Output, ["summary.md", "summary.json"], "a series");
        }

        foreach (var run in runs)
        {
            var path = Path.Combine(request.Output, run.Name);
            if (!request.Resume)
            {
                TrainingFolder.CheckNew(path, "Pass --resume to continue its series, or another folder to --output.");
            }
            else if (File.Exists(RunFolder.At(path).LastPath))
            {
                const string Remedy = "Repeat the command that began it, with --resume, or pass another folder to --output.";
                TrainingFolder.WarnOfDamage(path, _host.WarnOnce);
                TrainingFolder.CheckSameRecipe(path, run.Recipe, Remedy);
                TrainingFolder.CheckSameWeights(path, [.. request.Weights.Select(StartingFile.At)], Remedy);
                TrainingFolder.CheckSameTeachers(path, teachers, Remedy);
            }
        }
    }

    /// <summary>A run that was finished and scored on this part before; null where there is something left to
    /// do.</summary>
    private static TrainSummary? Earlier(TrainingPlan plan)
    {
        var folder = RunFolder.At(plan.Output);
        if (!File.Exists(folder.LastPath))
        {
            return null;
        }

        TrainingFolder.CheckSameData(plan.Output, plan.Data.Dataset, TrainingFolder.SameData);
        var document = TrainingFolder.EvaluationOf(folder);
        return document?.Split != plan.ScoreOn ? null : new TrainSummary
        {
            RunFolder = plan.Output,
            Epochs = folder.ReadMetrics(),
            Checkpoint = folder.BestPath,
            Evaluation = document,
        };
    }

    private TrainSummary Train(TrainingPlan plan, int done, int all, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return new TrainingSession(_host).Run(
                plan with { Resume = File.Exists(RunFolder.At(plan.Output).LastPath) }, cancellation);
        }
        catch (OperationCanceledException stopped) when (cancellation.IsCancellationRequested)
        {
            var what = stopped is StoppedException ? stopped.Message : "Stopped.";
            throw new StoppedException(
                $"{what} {done} of {all} runs are done. To go on, run the same command with --resume.", cancellation);
        }
    }
}
