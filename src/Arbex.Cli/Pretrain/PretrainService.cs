using Arbex.Checkpoints;
using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Training;
using Arbex.Training.Landmarks;

namespace Arbex.Cli.Pretrain;

/// <summary>Opens data and teacher, trains the landmark stream and writes its weights.</summary>
internal sealed class PretrainService
{
    private readonly CommandHost _host;
    private readonly UnreadablePictures _unreadable;

    public PretrainService(CommandHost host) => (_host, _unreadable) = (host, new UnreadablePictures(host));

    public PretrainDocument Run(PretrainRequest request, CancellationToken cancellation)
    {
        var recipe = request.Recipe.Resolve(() => RecipeFile.FromPreset("compact"));
        ComputeDevice.UseThreads(request.Compute.Threads);
        using var teacher = LandmarkLocator.Load(request.Teacher, request.Compute.Device);
        var teacherHash = StartingFile.At(request.Teacher).Sha256;
        var dataset = new DatasetOpener(_host).ForTraining(
            request.Dataset, labelNoise: 0, recipe.Seed, validationShare: recipe.Data.HeldOutShare).Dataset;
        using var packed = request.Loading.Packed is { } pack ? PackedDataset.Open(dataset, pack) : null;
        using var pretraining = new LandmarkPretraining(
            recipe, request.Epochs, packed ?? dataset, teacher, new TrainerHost
            {
                Device = request.Compute.Device,
                Loader = request.Loading.Loader,
                Unreadable = _unreadable.Callback(request.Strict),
                Time = _host.Time,
            });
        _host.Tell(
            $"{dataset.Name}: asking {Path.GetFileName(request.Teacher)} once for the points of "
            + $"{dataset.Samples.Positions(DataSplit.Train).Length + dataset.Samples.Positions(DataSplit.Valid).Length} faces.");
        var epochs = Train(pretraining, request, cancellation);
        OutputFile.Guard(request.Output, "--output", () => pretraining.Save(request.Output, new Dictionary<string, string>
        {
            ["content"] = "landmark stream of ArbexNet, pretrained by regression to 68 points",
            ["trainedOn"] = dataset.Name,
            ["teacher"] = teacherHash,
            ["version"] = CheckpointInfo.CurrentVersions["arbex"],
        }));
        return new PretrainDocument
        {
            Output = request.Output,
            Dataset = dataset.Name,
            Faces = pretraining.Faces,
            Epochs = [.. epochs],
        };
    }

    private IReadOnlyList<LandmarkEpoch> Train(
        LandmarkPretraining pretraining, PretrainRequest request, CancellationToken cancellation)
    {
        try
        {
            return Show(pretraining, request, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException(
                $"Stopped; nothing was written to '{request.Output}'. Run the same command again.", cancellation);
        }
    }

    private IReadOnlyList<LandmarkEpoch> Show(
        LandmarkPretraining pretraining, PretrainRequest request, CancellationToken cancellation)
    {
        if (!_host.IsLive)
        {
            return pretraining.Run(progress => Tell(progress, request.Epochs), cancellation);
        }

        return _host.Bars().Start(context =>
        {
            var questions = context.AddTask("asking the teacher", maxValue: 1);
            var training = context.AddTask("training", maxValue: request.Epochs);
            return pretraining.Run(
                progress =>
                {
                    questions.Value = progress.Epoch < 0 ? progress.Share : 1;
                    training.Value = Math.Max(0, progress.Epoch + progress.Share);
                    Tell(progress, request.Epochs);
                },
                cancellation);
        });
    }

    private void Tell(LandmarkProgress progress, int epochs)
    {
        if (progress.Finished is { } epoch)
        {
            var error = epoch.ValidError is { } value ? $"  valid error {value:p1} of the distance of the eyes" : "";
            _host.Tell($"epoch {epoch.Epoch}/{epochs}  loss {epoch.Loss:f5}{error}  {epoch.Seconds:f1} s");
        }
    }
}
