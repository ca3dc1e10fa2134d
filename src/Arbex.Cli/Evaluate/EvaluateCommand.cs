using System.CommandLine;
using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Data;

namespace Arbex.Cli.Evaluate;

/// <summary><c>arbex evaluate</c>.</summary>
internal sealed class EvaluateCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("Default: majority.");
    private readonly ComputeOptions _compute = new();
    private readonly Option<string?> _model = SharedOptions.Model();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Option<string> _split = new("--split")
    {
        Description = "The part of the dataset to score on.",
        DefaultValueFactory = _ => "valid",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Also write the JSON document to this file.",
        HelpName = "FILE.json",
    };

    public EvaluateCommand(CommandHost host)
        : base(
            "evaluate",
            "Scores a checkpoint on labelled pictures.",
            "Accuracy, calibration and ranking by confidence are given for the answer (final), for the network's answer\n"
            + "before balancing (primary) and for the two corrections alone (anchor, attention).",
            "arbex evaluate --model runs/first/best.safetensors --dataset imagefolder --data faces --split test",
            "arbex evaluate --model runs/first/best.safetensors --dataset ferplus --data ferplus --json > valid.json")
    {
        _host = host;
        _model.Required = true;
        _split.AcceptOnlyFromAmong("train", "valid", "test");
        Options.Add(_model);
        _dataset.AddTo(this);
        Options.Add(_split);
        Options.Add(_output);
        _compute.AddTo(this);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output);
        if (output is not null)
        {
            OutputFile.Check(output, ".json");
        }

        var document = new EvaluateService(_host).Run(
            new EvaluateRequest
            {
                Model = parse.GetValue(_model)!,
                Dataset = _dataset.Read(parse),
                Split = Enum.Parse<DataSplit>(parse.GetValue(_split)!, ignoreCase: true),
                Strict = parse.GetValue(_strict),
                Compute = _compute.Read(parse),
            },
            cancellation);
        if (output is not null)
        {
            OutputFile.WriteText(output, document.ToJson() + "\n");
        }

        if (parse.GetValue(_json))
        {
            _host.WriteJson(JsonNode.Parse(document.ToJson()));
        }
        else
        {
            EvaluationView.Write(_host.Console, document);
        }

        return ExitCode.Done;
    }
}
