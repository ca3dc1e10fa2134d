using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Data;

namespace Arbex.Cli.Data;

/// <summary><c>arbex data preview</c>.</summary>
internal sealed class PreviewCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("By default as in training.");
    private readonly Option<string?> _recipe = SharedOptions.Recipe();
    private readonly Option<long?> _seed = SharedOptions.Seed();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly OutputOption _output = new("--output")
    {
        Description = "The sheet.",
        HelpName = "FILE.png",
        Required = true,
        Extensions = [".png"],
    };

    private readonly Option<int> _count = new("--count")
    {
        Description = "Faces to show, each as it is and as three epochs would vary it; 1 to 200.",
        HelpName = "N",
        DefaultValueFactory = _ => 16,
    };

    private readonly Option<string> _split = new("--split")
    {
        Description = "The part of the dataset to show.",
        DefaultValueFactory = _ => "train",
    };

    private readonly Option<string?> _augmentation = new("--augmentation")
    {
        Description = "How faces are varied, instead of a recipe. Default: paper.",
    };

    public PreviewCommand(CommandHost host)
        : base(
            "preview",
            "Draws faces with their labels, as they are and as training would vary them.",
            "Faces are chosen at random, as equally many of each class as there are. With a recipe they are shown at its\n"
            + "input size and varied as its first three epochs would.",
            "arbex data preview --dataset generated --output sheet.png",
            "arbex data preview --dataset imagefolder --data faces --augmentation heavy --count 24 --output sheet.png",
            "arbex data preview --dataset ferplus --data ferplus --recipe recipes/ferplus-compact.json --output sheet.png")
    {
        _host = host;
        _split.AcceptOnlyFromAmong("train", "valid", "test");
        _augmentation.AcceptOnlyFromAmong("paper", "heavy", "light", "none");
        _dataset.AddTo(this);
        Options.Add(_split);
        Options.Add(_count);
        Options.Add(_recipe);
        Options.Add(_augmentation);
        Options.Add(_seed);
        AddOutput(_output);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output)!;
        var document = new PreviewService(_host).Run(
            new PreviewRequest
            {
                Dataset = _dataset.Read(parse),
                Output = output,
                Split = Enum.Parse<DataSplit>(parse.GetValue(_split)!, ignoreCase: true),
                Count = parse.GetValue(_count),
                Recipe = parse.GetValue(_recipe),
                Augmentation = parse.GetValue(_augmentation),
                Seed = parse.GetValue(_seed),
            },
            cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            _host.Console.Write(new UnwrappedLine(
                $"Drew {document.Faces.Count} faces of {document.Dataset} into {document.Output}."));
        }

        return ExitCode.Done;
    }
}
