using Arbex.Checkpoints;
using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Checks what was asked for, opens the data and runs the session.</summary>
internal sealed class TrainService
{
    private readonly CommandHost _host;

    public TrainService(CommandHost host) => _host = host;

    public TrainSummary Run(TrainRequest request, CancellationToken cancellation)
    {
        StartingWeights.Check(request.Weights);
        var recipe = request.Resume ? RecipeOf(request) : request.Recipe.Resolve(() => RecipeFile.FromPreset("compact"));
        if (!request.Resume)
        {
            TrainingFolder.CheckNew(request.Output, "Pass --resume to go on with it, or another folder to --output.");
            recipe = request.Dataset.LabelRule == FerPlusLabelRule.Probability
                ? recipe with { Data = recipe.Data with { SampleOneLabel = true } }
                : recipe;
        }

        var data = new DatasetOpener(_host).ForTraining(
            request.Dataset, request.LabelNoise, recipe.Seed, ListOf(request));
        using var packed = request.Loading.Packed is { } path ? PackedDataset.Open(data.Dataset, path) : null;
        data = packed is null ? data : data with { Dataset = packed };
        if (request.Resume)
        {
            CheckSameData(request, data);
        }

        return new TrainingSession(_host).Run(
            new TrainingPlan
            {
                Recipe = recipe,
                Data = data,
                Output = request.Output,
                Resume = request.Resume,
                Weights = request.Weights,
                Strict = request.Strict,
                CheckpointInterval = IntervalOf(request),
                Compute = request.Compute,
                Loader = request.Loading.Loader,
                HowToResume = "the same command and --resume (leave out --recipe, --preset, --epochs, --seed and "
                    + "--batch-size)",
            },
            cancellation);
    }

    private static TimeSpan IntervalOf(TrainRequest request) => request.CheckpointMinutes is >= 0 and <= 1e6
        ? TimeSpan.FromMinutes(request.CheckpointMinutes)
        : throw new ArbexException(FormattableString.Invariant(
            $"--checkpoint-minutes is {request.CheckpointMinutes}. Expected 0 (after every step) or more."));

    private static LabelNoiseList? ListOf(TrainRequest request)
    {
        if (request is { LabelNoise: not 0, LabelNoiseList: not null })
        {
            throw new ArbexException(
                "--label-noise and --label-noise-list were both given. Expected one; a list has its own share.");
        }

        return request.LabelNoiseList is { } file ? LabelNoiseList.Read(file) : null;
    }

    private static Recipe RecipeOf(TrainRequest request)
    {
        if (request.Weights.Count > 0)
        {
            throw new ArbexException(
                "A resumed run goes on from its own weights. Leave out --weights, or start another run in "
                + "another folder.");
        }

        if (!request.Recipe.IsEmpty)
        {
            throw new ArbexException(
                "A resumed run goes on by its own recipe. Leave out --recipe, --preset, --epochs, --seed and --batch-size, "
                + "or start another run in another folder.");
        }

        return RecipeFile.Read(RunFolder.Open(request.Output).RecipePath);
    }

    /// <summary>Going on with other data, or another share of wrong labels, would be another experiment.</summary>
    private static void CheckSameData(TrainRequest request, TrainingData data)
    {
        var path = RunFolder.Open(request.Output).LastPath;
        var before = Checkpoint.ReadInfo(path).TrainedOn;
        if (before != data.Dataset.Name)
        {
            throw new CheckpointException(
                $"'{path}' was trained on '{before}'; the data given is '{data.Dataset.Name}'. Resume with the same "
                + "--dataset, --data, --label-rule, --label-noise, --label-noise-list and --packed.");
        }
    }
}
