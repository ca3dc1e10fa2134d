using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training;
using Arbex.Training.Teachers;

namespace Arbex.Cli.Train;

/// <summary>Trains into a run folder, draws its curves, then evaluates the best checkpoint on the part to score
/// on.</summary>
internal sealed class TrainingSession
{
    private readonly CommandHost _host;
    private readonly UnreadablePictures _unreadable;

    public TrainingSession(CommandHost host) => (_host, _unreadable) = (host, new UnreadablePictures(host));

    public TrainSummary Run(TrainingPlan plan, CancellationToken cancellation)
    {
        var dataset = plan.Data.Dataset;
        plan.Recipe.Network.Validated(dataset.Labels.Count);
        ComputeDevice.Parse(plan.Compute.Device);
        ComputeDevice.UseThreads(plan.Compute.Threads);
        Tell(dataset);
        GreyFaces.Check(plan.Recipe, dataset, _host);

        using var made = new NewFolders(plan.Output);
        using var only = RunFolder.Lock(plan.Output); // before anything there is deleted, read or written
        var folder = plan.Resume ? RunFolder.Open(plan.Output) : RunFolder.Create(plan.Output, plan.Recipe);
        try
        {
            Describe(plan, folder);
            Train(plan, folder, cancellation);
            return Scored(plan, folder, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw Stopped(plan, folder, cancellation);
        }
        finally
        {
            if (!File.Exists(folder.LastPath) && !File.Exists(folder.BestPath))
            {
                folder.Clear();
            }
        }
    }

    private TrainSummary Scored(TrainingPlan plan, RunFolder folder, CancellationToken cancellation)
    {
        var epochs = folder.ReadMetrics();
        OutputFile.WriteBytes(folder.CurvesPath, ImageEncoder.EncodePng(TrainingCurves.Both(epochs).ToImage()));
        var (evaluation, predictions) = EvaluateBest(plan, folder, cancellation);
        return new TrainSummary
        {
            RunFolder = plan.Output,
            Epochs = epochs,
            Checkpoint = folder.BestPath,
            Evaluation = evaluation,
            Predictions = predictions,
        };
    }

    private void Train(TrainingPlan plan, RunFolder folder, CancellationToken cancellation) =>
        new TrainingDisplay(_host).Show(plan.Recipe.Epochs, progress =>
        {
            using var teacher = plan.Teachers.Count == 0
                ? null
                : Teacher.Load(plan.Teachers, ComputeDevice.Parse(plan.Compute.Device));
            using var trainer = new Trainer(plan.Recipe, plan.Data.Dataset, new TrainerHost
            {
                Device = plan.Compute.Device,
                Folder = folder,
                CheckpointInterval = plan.CheckpointInterval,
                Start = network => StartingWeights.Fill(network, plan, _host),
                Loader = plan.Loader,
                Memory = plan.Memory,
                Teacher = teacher,
                Progress = progress,
                Unreadable = _unreadable.Callback(plan.Strict),
                Warning = _host.WarnOnce,
                Time = _host.Time,
            });
            if (plan.Resume)
            {
                trainer.Resume(folder.LastPath);
            }

            trainer.Run(cancellation);
        });

    private (EvaluationDocument? Document, PredictionSet? Predictions) EvaluateBest(
        TrainingPlan plan, RunFolder folder, CancellationToken cancellation)
    {
        var dataset = plan.Data.Dataset;
        var samples = dataset.Samples.Positions(plan.ScoreOn);
        if (samples.Length == 0)
        {
            return (null, null);
        }

        var device = ComputeDevice.Parse(plan.Compute.Device);
        var (network, info) = Checkpoint.Load(folder.BestPath, device);
        using var owned = network;
        var predictions = ModelEvaluator.Predict(
            network, dataset, samples, info.Preprocessing, device, unreadable: _unreadable.Callback(plan.Strict),
            loader: plan.Loader, memory: plan.Memory, cancellation: cancellation);
        if (predictions.Labels.Length == 0)
        {
            _host.Warn($"Not one {Word(plan.ScoreOn)} picture could be read, so there is no evaluation.");
            return (null, null);
        }

        var document = EvaluationDocument.Compute(dataset, plan.ScoreOn, predictions) with
        {
            Dataset = plan.Data.ValidationName,
        };
        OutputFile.WriteText(folder.EvaluationPath, document.ToJson() + "\n");
        return (document, predictions);
    }

    private void Tell(IFaceDataset dataset)
    {
        var counts = Enum.GetValues<DataSplit>()
            .Select(split => (Split: split, Count: dataset.Samples.Positions(split).Length))
            .Where(part => part.Count > 0)
            .Select(part => $"{part.Count} {Word(part.Split)}");
        _host.Tell($"{dataset.Name}: {string.Join(", ", counts)} samples of {dataset.Labels.Count} classes.");
    }

    private void Describe(TrainingPlan plan, RunFolder folder)
    {
        var dataset = plan.Data.Dataset;
        var precision = BFloat16Support.Possible(plan.Recipe.Precision, ComputeDevice.Parse(plan.Compute.Device));
        if (File.Exists(folder.DescriptionPath))
        {
            WarnOfOther(plan, precision, folder);
            return; // a resumed run keeps its beginning
        }

        folder.Describe(new RunDescription
        {
            Device = plan.Compute.Device,
            Threads = plan.Compute.Threads,
            Precision = precision,
            Dataset = dataset.Name,
            Samples = Enum.GetValues<DataSplit>().ToImmutableSortedDictionary(
                Word,
                split => dataset.Samples.Positions(split).Length,
                StringComparer.Ordinal),
            SamplesHash = SampleFingerprint.Of(dataset.Samples),
            Selection = Selection(plan),
            Weights = [.. plan.Weights.Select(StartingFile.At)],
            Teachers = [.. plan.Teachers.Select(StartingFile.At)],
            Seed = plan.Recipe.Seed,
            Started = _host.Time.GetUtcNow(),
        });
    }

    private void WarnOfOther(TrainingPlan plan, ComputePrecision precision, RunFolder folder)
    {
        if (TrainingFolder.DescriptionOf(folder) is not { } before)
        {
            return;
        }

        if (before.Precision is { } earlier && earlier != precision)
        {
            _host.Warn(
                $"The run was begun in {earlier} precision and goes on in {precision}, which this device has: its weights are those of "
                + "neither alone. Go on with it on the machine that it was begun on if that matters.");
        }

        if (before.Threads != plan.Compute.Threads || before.Device != plan.Compute.Device)
        {
            _host.Warn(
                $"The run was begun on {Compute(before.Device, before.Threads)} and goes on on "
                + $"{Compute(plan.Compute.Device, plan.Compute.Threads)}: the last digits may be others than those of an unbroken run. Pass "
                + "the same --device and --threads if that matters.");
        }

        static string Compute(string device, int threads) => threads switch
        {
            0 => $"'{device}' with as many threads as libtorch chooses",
            1 => $"'{device}' with one thread",
            _ => $"'{device}' with {threads} threads",
        };
    }

    /// <summary>What chooses the best epoch, for run.json.</summary>
    private static string Selection(TrainingPlan plan) =>
        plan.Recipe.Data.SelectOn is not { } part || plan.Data.Dataset.Samples.Positions(part).Length == 0
            ? "nothing: the last epoch is kept"
        : part == DataSplit.Valid && plan.Data.HeldOut is { } heldOut ? $"valid: {heldOut}"
        : $"{Word(part)}: the dataset's own part";

    private static string Word(DataSplit split) => split.ToString().ToLowerInvariant();

    private static StoppedException Stopped(TrainingPlan plan, RunFolder folder, CancellationToken cancellation)
    {
        var done = folder.ReadMetrics().Count;
        var goOn = plan.HowToResume is { } how ? $" To go on, run {how}." : "";
        var message = !File.Exists(folder.LastPath)
            ? "Stopped before the first step; nothing was kept."
            : done >= plan.Recipe.Epochs
            ? $"Stopped after the last of {plan.Recipe.Epochs} epochs, before '{plan.Output}' was scored.{goOn}"
            : $"Stopped in epoch {done + 1} of {plan.Recipe.Epochs}; '{plan.Output}' holds everything up to the last step.{goOn}";
        return new StoppedException(message, cancellation);
    }
}
