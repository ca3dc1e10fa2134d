using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Data;

namespace Arbex.Cli.Data;

/// <summary><c>arbex data noise</c>.</summary>
internal sealed class NoiseCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("By default as in training.");
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Option<string> _kind = new("--kind")
    {
        Description = "symmetric: any other class, all equally likely; pairflip: the class that it is mistaken for.",
        DefaultValueFactory = _ => "symmetric",
    };

    private readonly Option<double> _share = new("--share")
    {
        Description = "Share of the training labels to make wrong, from 0 to 1.",
        HelpName = "P",
        Required = true,
    };

    private readonly Option<string[]> _pair = new("--pair")
    {
        Description = "pairflip only: CLASS=MISTAKEN, instead of the next class in order. May be repeated.",
        HelpName = "A=B",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<long?> _seed = new("--seed")
    {
        Description = "Decides which samples, and which classes they get. Default: 1.",
        HelpName = "N",
    };

    private readonly OutputOption _output = new("--output")
    {
        Description = "The list, for train --label-noise-list.",
        HelpName = "FILE.json",
        Required = true,
        Extensions = [".json"],
    };

    public NoiseCommand(CommandHost host)
        : base(
            "noise",
            "Writes a list of wrong training labels, to measure robustness on the same mistakes everywhere.",
            "The list names samples and classes, so other programs can use it. With pairflip each class is mistaken for the\n"
            + "next one in the dataset's order, the last for the first, unless --pair says otherwise.\n"
            + "'symmetric' with the recipe's seed gives the mistakes of 'arbex train --label-noise'.",
            "arbex data noise --dataset generated --share 0.2 --output noise.json",
            "arbex data noise --dataset ferplus --data ferplus --kind pairflip --share 0.1 --pair anger=disgust "
            + "--output noise.json",
            "arbex train --dataset generated --label-noise-list noise.json --epochs 10 --output runs/noisy")
    {
        _host = host;
        _kind.AcceptOnlyFromAmong("symmetric", "pairflip");
        _dataset.AddTo(this);
        Options.Add(_kind);
        Options.Add(_share);
        Options.Add(_pair);
        Options.Add(_seed);
        AddOutput(_output);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output)!;
        var request = new NoiseRequest
        {
            Dataset = _dataset.Read(parse),
            Output = output,
            Kind = parse.GetValue(_kind) == "pairflip" ? LabelNoiseKind.PairFlip : LabelNoiseKind.Symmetric,
            Share = parse.GetValue(_share),
            Seed = parse.GetValue(_seed) ?? 1,
            Pairs = parse.GetValue(_pair)!,
        };
        var document = new NoiseService(_host).Run(request);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            NoiseView.Write(_host.Console, document);
        }

        return ExitCode.Done;
    }
}
