using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Turns what was asked for into plans of runs; data that two runs share are opened once.</summary>
internal sealed class RunPlanner : IDisposable
{
    private readonly TrainRequest _request;
    private readonly SharedTrainingData _data;
    private readonly LabelNoiseList? _wrongLabels;
    private readonly TimeSpan _interval;

    public RunPlanner(CommandHost host, TrainRequest request)
    {
        (_request, _data) = (request, new SharedTrainingData(new DatasetOpener(host), request.Loading.Packed));
        _wrongLabels = ListOf(request);
        _interval = IntervalOf(request);
    }

    /// <summary>The recipe of a run that is not resumed.</summary>
    public static Recipe NewRecipe(TrainRequest request)
    {
        var recipe = WithLabelRule(request.Recipe.Resolve(() => RecipeFile.FromPreset("compact")), request.Dataset);
        CheckApart(request);
        return recipe;
    }

    /// <summary>Refuses to begin a run that would write over what it reads.</summary>
    private static void CheckApart(TrainRequest request)
    {
        var folder = RunFolder.At(request.Output);
        (string Option, string? File)[] read =
        [
            ("--recipe", request.Recipe.File), ("--label-noise-list", request.LabelNoiseList),
            .. request.Weights.Select(file => ("--weights", (string?)file)), .. request.Teachers.Select(file => ("--distil-from", (string?)file)),
        ];
        if (read.FirstOrDefault(input => File.Exists(input.File) && folder.Writes(input.File)) is { File: { } file, Option: var option })
        {
            throw new ArbexException(
                $"{option} is '{file}', which the run would overwrite with its own. Expected a file outside the folder of --output. Move "
                + "it, or pass another folder.");
        }
    }

    /// <summary>The recipe under a rule of labels: "probability" draws one label of each picture in every epoch.</summary>
    public static Recipe WithLabelRule(Recipe recipe, DatasetRequest dataset) =>
        dataset.LabelRule == FerPlusLabelRule.Probability
            ? recipe with { Data = recipe.Data with { SampleOneLabel = true } }
            : recipe;

    /// <summary>Opens a run's data and puts its plan together.</summary>
    /// <param name="recipe">Its recipe, seed included.</param>
    /// <param name="splitPlan">How to divide the data; null for their own parts.</param>
    /// <param name="output">Its folder.</param>
    /// <param name="howToResume">What to run after a stop; null where others say it.</param>
    public TrainingPlan Plan(Recipe recipe, string? splitPlan, string output, string? howToResume)
    {
        var data = Open(recipe, splitPlan);
        var scoreOn = _request.ScoreOn ?? (_request.Folds is null ? DataSplit.Valid : DataSplit.Test);
        if ((_request.ScoreOn is not null || _request.IsSeries) && data.Dataset.Samples.Positions(scoreOn).Length == 0)
        {
            var part = scoreOn.ToString().ToLowerInvariant();
            throw new ArbexException(
                $"{data.Dataset.Name} has no {part} samples to score on. Expected at least one. Pass another part to "
                + "--score-on, divide the data with --folds or --split-plan, or let data.validationShare of the recipe "
                + "hold some out.");
        }

        return new TrainingPlan
        {
            Recipe = recipe,
            Data = data,
            Output = output,
            Weights = _request.Weights,
            Teachers = _request.Teachers,
            ScoreOn = scoreOn,
            Strict = _request.Strict,
            CheckpointInterval = _interval,
            Compute = _request.Compute,
            Loader = _request.Loading.Loader,
            HowToResume = howToResume,
        };
    }

    public void Dispose() => _data.Dispose();

    private TrainingData Open(Recipe recipe, string? splitPlan) => _data.Of(
        _request.Dataset with { SplitPlan = splitPlan }, _request.LabelNoise, recipe.Seed, _wrongLabels, recipe.Data.HeldOutShare);

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
}
