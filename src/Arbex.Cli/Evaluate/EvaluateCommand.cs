using System.CommandLine;
using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Inference;

namespace Arbex.Cli.Evaluate;

/// <summary><c>arbex evaluate</c>.</summary>
internal sealed class EvaluateCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("Default: majority.");
    private readonly ComputeOptions _compute = new();
    private readonly Option<string?> _model = SharedOptions.ScoredModel();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Argument<string[]> _models = new("models")
    {
        Description = "Checkpoints or exported models, instead of --model; several give mean and spread.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _split = new("--split")
    {
        Description = "The part of the dataset to score on.",
        DefaultValueFactory = _ => "valid",
    };

    private readonly OutputOption _output = new("--output")
    {
        Description = "Also write the JSON document to this file.",
        HelpName = "FILE.json",
        Extensions = [".json"],
    };

    private readonly Option<string?> _calibrateOn = new("--calibrate-on")
    {
        Description = "Also fit a temperature to this other part, as a baseline for calibration.",
    };

    private readonly Option<bool> _uncalibrated = new("--uncalibrated")
    {
        Description = "Score an exported model without the temperature that export --calibrate-on put into its file.",
    };

    private readonly Option<bool> _mirror = SharedOptions.Mirror();

    private readonly OutputOption _report = new("--report")
    {
        Description = "Write a page with all numbers, charts and faces to this file; it needs no other file.",
        HelpName = "FILE.html",
        Extensions = [".html"],
    };

    private readonly OutputOption _pictures = new("--pictures")
    {
        Description = "Write the report's charts and galleries as PNG into this folder.",
        HelpName = "DIR",
        Kind = OutputKind.PictureFolder,
        OwnsPictures = true,
    };

    public EvaluateCommand(CommandHost host)
        : base(
            "evaluate",
            "Scores checkpoints and exported models on labelled pictures.",
            "Accuracy, calibration and ranking by confidence are given for the answer (final), for the network's\n"
            + "answer before balancing (primary) and for the two corrections alone (anchor, attention). Intervals are\n"
            + "a bootstrap over videos, subjects or single faces. A model that was chosen on the evaluated part is\n"
            + "named.\n"
            + "A file ending in .onnx is scored as it answers when deployed: on ONNX Runtime, with the temperature inside it.\n"
            + "It gives no logits, so there is no energy score. Without a model the one that comes along is scored.",
            "arbex evaluate --model runs/first/best.safetensors --dataset imagefolder --data faces --split test",
            "arbex evaluate --model runs/first/best.safetensors --dataset ferplus --data ferplus --json > valid.json",
            "arbex evaluate --model runs/first/best.safetensors --dataset rafdb --data rafdb --split test "
            + "--report first.html",
            "arbex evaluate --model first.onnx --dataset ferplus --data ferplus --uncalibrated",
            "arbex evaluate runs/seed1/best.safetensors runs/seed2/best.safetensors runs/seed3/best.safetensors "
            + "--dataset rafdb --data rafdb --split test")
    {
        _host = host;
        _split.AcceptOnlyFromAmong("train", "valid", "test");
        _calibrateOn.AcceptOnlyFromAmong("train", "valid", "test");
        Arguments.Add(_models);
        Options.Add(_model);
        _dataset.AddTo(this);
        Options.Add(_split);
        Options.Add(_calibrateOn);
        Options.Add(_uncalibrated);
        Options.Add(_mirror);
        AddOutput(_report);
        AddOutput(_pictures);
        AddOutput(_output);
        _compute.AddTo(this);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output);
        var request = Read(parse);
        ReportWriter.Check(request);
        var evaluated = new EvaluateService(_host).Run(request, cancellation);
        var comparison = evaluated.Count > 1
            ? new EvaluationComparison([.. evaluated.Select(model => (model.File, model.Document))])
            : null;
        var json = comparison?.ToJson() ?? evaluated[0].Document.ToJson();
        if (output is not null)
        {
            OutputFile.WriteText(output, json + "\n");
        }

        new ReportWriter(_host).Write(request, evaluated[0], cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(JsonNode.Parse(json));
        }
        else if (comparison is not null)
        {
            ComparisonView.Write(_host.Console, comparison);
        }
        else
        {
            EvaluationView.Write(_host.Console, evaluated[0].Document);
        }

        return ExitCode.Done;
    }

    private EvaluateRequest Read(ParseResult parse)
    {
        IEnumerable<string> one = parse.GetValue(_model) is { } model ? [model] : [];
        string[] models = [.. one, .. parse.GetValue(_models)!];
        models = models.Length == 0 ? [ShippedModel.Name] : models;
        if (models.GroupBy(Path.GetFullPath).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArbexException($"'{twice.First()}' was given twice. Expected each model once; leave one out.");
        }

        var split = Enum.Parse<DataSplit>(parse.GetValue(_split)!, ignoreCase: true);
        DataSplit? calibrateOn = parse.GetValue(_calibrateOn) is { } part
            ? Enum.Parse<DataSplit>(part, ignoreCase: true)
            : null;
        if (calibrateOn == split)
        {
            throw new ArbexException(
                $"--calibrate-on and --split are both {parse.GetValue(_split)}. Expected two parts: a temperature that "
                + "is fitted to the evaluated faces flatters itself.");
        }

        return new EvaluateRequest
        {
            Models = models,
            Dataset = _dataset.Read(parse),
            Split = split,
            CalibrateOn = calibrateOn,
            Uncalibrated = parse.GetValue(_uncalibrated),
            Mirror = parse.GetValue(_mirror),
            Strict = parse.GetValue(_strict),
            Compute = _compute.Read(parse),
            Report = parse.GetValue(_report),
            Pictures = parse.GetValue(_pictures),
            Command = ShortCommand.Of(parse),
        };
    }
}
