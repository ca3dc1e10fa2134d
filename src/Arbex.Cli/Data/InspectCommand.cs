using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;

namespace Arbex.Cli.Data;

/// <summary><c>arbex data inspect</c>.</summary>
internal sealed class InspectCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("By default as in training.");
    private readonly Option<string?> _recipe = SharedOptions.Recipe();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly OutputOption _output = new("--output")
    {
        Description = "Also draw the counts as bars into this file.",
        HelpName = "FILE.png",
        Extensions = [".png"],
    };

    public InspectCommand(CommandHost host)
        : base(
            "inspect",
            "Counts classes, splits and groups, and shows what data refinement makes of them.",
            "No picture is decoded. Ten epochs are drawn with the recipe's refinement (by default N = 512 samples a group,\n"
            + "M = 500 a class) and seed, exactly as training draws them.",
            "arbex data inspect --dataset generated",
            "arbex data inspect --dataset imagefolder --data faces --output counts.png",
            "arbex data inspect --dataset ferplus --data ferplus --recipe recipes/ferplus-compact.json --json")
    {
        _host = host;
        _dataset.AddTo(this);
        Options.Add(_recipe);
        AddOutput(_output);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var plot = parse.GetValue(_output);
        var summary = new InspectService(_host).Run(
            new InspectRequest
            {
                Dataset = _dataset.Read(parse),
                Recipe = parse.GetValue(_recipe),
                Plot = plot,
            },
            cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(summary);
        }
        else
        {
            InspectView.Write(_host.Console, summary);
        }

        return ExitCode.Done;
    }
}
