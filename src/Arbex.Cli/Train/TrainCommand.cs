using System.Collections.Immutable;
using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Cli.Train.Series;
using Arbex.Data;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary><c>arbex train</c>.</summary>
internal sealed class TrainCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new(
        "By default training learns from the distribution and validation is scored by majority.");
    private readonly ComputeOptions _compute = new();
    private readonly LoadingOptions _loading = new();
    private readonly Option<string?> _recipe = SharedOptions.Recipe();
    private readonly Option<string?> _preset = SharedOptions.Preset();
    private readonly Option<int?> _epochs = SharedOptions.Epochs();
    private readonly Option<long?> _seed = SharedOptions.Seed();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly OutputOption _output = new("--output")
    {
        Description = "The run's folder: recipe.json, run.json, metrics.jsonl, best.safetensors, last.safetensors, "
            + "evaluation.json, curves.png, tensorboard/. With --seeds or --folds: a folder for each run, summary.md, "
            + "summary.json.",
        HelpName = "DIR",
        Required = true,
        Kind = OutputKind.RunFolder,
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on with the run in the output folder, by its own recipe, after its last checkpoint. It ends with the "
            + "same bytes as a run that was never stopped. With --seeds or --folds: add it to the same command.",
    };

    private readonly Option<string?> _seeds = new("--seeds")
    {
        Description = "Train once with each of these seeds, with commas between them, and sum up: mean, deviation, "
            + "interval.",
        HelpName = "LIST",
    };

    private readonly Option<int?> _folds = new("--folds")
    {
        Description = "Train once for each of so many folds of whole groups, each scored on the fold that it left out, "
            + "and sum up. Groups go to the folds in the order of their names, or shuffled by --split-seed where that "
            + "is given.",
        HelpName = "K",
    };

    private readonly Option<string?> _scoreOn = new("--score-on")
    {
        Description = "The part that the best checkpoint is scored on at the end. [default: valid; with --folds test]",
    };

    private readonly Option<double> _checkpointMinutes = new("--checkpoint-minutes")
    {
        Description = "Write last.safetensors also inside an epoch after so many minutes; 0 after every step.",
        HelpName = "M",
        DefaultValueFactory = _ => new TrainerHost().CheckpointInterval.TotalMinutes,
    };

    private readonly Option<string[]> _weights = new("--weights")
    {
        Description = "Start from these weights: what arbex import wrote, or published files as it takes them.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _teachers = SharedOptions.Teachers();

    private readonly Option<int?> _batchSize = new("--batch-size")
    {
        Description = "Samples in a step, instead of the recipe's.",
        HelpName = "N",
    };

    private readonly Option<double> _labelNoise = new("--label-noise")
    {
        Description = "Share of the training labels to make wrong on purpose, from 0 to 1.",
        HelpName = "P",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string?> _labelNoiseList = new("--label-noise-list")
    {
        Description = "A list of wrong training labels that 'arbex data noise' wrote.",
        HelpName = "FILE",
    };

    public TrainCommand(CommandHost host)
        : base(
            "train",
            "Trains a network and keeps the checkpoint that validates best.",
            "Without --recipe or --preset the preset is compact, with the paper's 1000 epochs: pass --epochs.\n"
            + "Ctrl+C stops after the step at hand and writes a checkpoint; --resume goes on with the next step.\n"
            + "Where the data have no validation part, the recipe's data.validationShare holds training samples out.\n"
            + "At the end the best checkpoint is scored on the validation samples, if there are any.",
            "arbex train --dataset generated --preset compact --epochs 10 --output runs/drawn",
            "arbex train --dataset imagefolder --data faces --recipe recipes/mine.json --output runs/first",
            "arbex train --dataset imagefolder --data faces --output runs/first --resume",
            "arbex train --dataset rafdb --data rafdb --recipe recipes/rafdb.json --seeds 1,2,3 --score-on test "
            + "--output runs/rafdb",
            "arbex train --dataset jaffe --data jaffe --recipe recipes/jaffe.json --folds 10 --output runs/jaffe "
            + "--resume",
            "arbex train --dataset rafdb --data rafdb --preset paper --weights start.safetensors --output runs/paper",
            "arbex train --dataset imagefolder --data faces --recipe recipes/distilled.json --distil-from first.safetensors "
            + "second.safetensors --output runs/distilled")
    {
        _host = host;
        _scoreOn.AcceptOnlyFromAmong("valid", "test");
        _dataset.AddTo(this);
        Options.Add(_recipe);
        Options.Add(_preset);
        AddOutput(_output);
        Options.Add(_resume);
        Options.Add(_checkpointMinutes);
        Options.Add(_weights);
        Options.Add(_teachers);
        Options.Add(_epochs);
        Options.Add(_seed);
        Options.Add(_seeds);
        Options.Add(_folds);
        Options.Add(_scoreOn);
        Options.Add(_batchSize);
        Options.Add(_labelNoise);
        Options.Add(_labelNoiseList);
        _compute.AddTo(this);
        _loading.AddTo(this);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var request = Read(parse);
        var asJson = parse.GetValue(_json);
        if (request.IsSeries)
        {
            Show(new SeriesService(_host).Run(request, cancellation), asJson);
        }
        else
        {
            Show(new TrainService(_host).Run(request, cancellation), asJson);
        }

        return ExitCode.Done;
    }

    private void Show(TrainSummary summary, bool asJson)
    {
        if (asJson)
        {
            _host.WriteJson(summary.ToDocument());
        }
        else
        {
            TrainSummaryView.Write(_host.Console, summary);
        }
    }

    private void Show(SeriesSummary summary, bool asJson)
    {
        if (summary.Warning is { } warning)
        {
            _host.Warn(warning);
        }

        if (asJson)
        {
            _host.WriteJson(summary.ToDocument());
        }
        else
        {
            SeriesSummaryView.Write(_host.Console, summary);
        }
    }

    private TrainRequest Read(ParseResult parse) => new()
    {
        Dataset = _dataset.Read(parse),
        Recipe = new RecipeRequest
        {
            File = parse.GetValue(_recipe),
            Preset = parse.GetValue(_preset),
            Epochs = parse.GetValue(_epochs),
            Seed = parse.GetValue(_seed),
            BatchSize = parse.GetValue(_batchSize),
        },
        Output = parse.GetValue(_output)!,
        Resume = parse.GetValue(_resume),
        Seeds = parse.GetValue(_seeds) is { } seeds ? SeedsOf(seeds) : [],
        Folds = parse.GetValue(_folds),
        ScoreOn = PartOf(parse),
        CheckpointMinutes = parse.GetValue(_checkpointMinutes),
        Weights = parse.GetValue(_weights) ?? [],
        Teachers = parse.GetValue(_teachers) ?? [],
        LabelNoise = parse.GetValue(_labelNoise),
        LabelNoiseList = parse.GetValue(_labelNoiseList),
        Strict = parse.GetValue(_strict),
        Compute = _compute.Read(parse),
        Loading = _loading.Read(parse),
    };

    /// <summary>"train" is taken for this command's name, which passes by the list of what is accepted.</summary>
    private DataSplit? PartOf(ParseResult parse) => (parse.GetResult(_scoreOn), parse.GetValue(_scoreOn)) switch
    {
        (null, _) => null,
        (_, "valid") => DataSplit.Valid,
        (_, "test") => DataSplit.Test,
        _ => throw new ArbexException(
            "--score-on is train. Expected valid or test: training samples always look good."),
    };

    private static ImmutableArray<long> SeedsOf(string list)
    {
        ImmutableArray<long> seeds = [.. NumberList.Read(list, "--seeds")];
        return seeds.IsEmpty
            ? throw new ArbexException($"--seeds is '{list}'. Expected at least one seed, such as --seeds 1,2,3.")
            : seeds;
    }
}
