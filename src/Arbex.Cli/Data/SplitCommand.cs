using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;

namespace Arbex.Cli.Data;

/// <summary><c>arbex data split</c>.</summary>
internal sealed class SplitCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("By default majority.");
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly OutputOption _output = new("--output")
    {
        Description = "The file, for --split-plan file:PATH.",
        HelpName = "FILE.json",
        Required = true,
        Extensions = [".json"],
    };

    public SplitCommand(CommandHost host)
        : base(
            "split",
            "Divides a dataset and keeps the division, so that others train and test on the same samples.",
            "The file holds positions, no pictures and no file names, and is refused for any other dataset.\n"
            + "A random plan warns when it puts samples of one subject or video into several parts.",
            "arbex data split --dataset jaffe --data jaffe --split-plan logo:KA --output without-ka.json",
            "arbex data split --dataset ferg --data ferg --split-plan kfold:6:0 --output fold0.json",
            "arbex train --dataset ferg --data ferg --split-plan file:fold0.json --epochs 10 --output runs/fold0")
    {
        _host = host;
        _dataset.AddTo(this);
        AddOutput(_output);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output)!;
        var document = new SplitService(_host).Run(_dataset.Read(parse), output);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            SplitView.Write(_host.Console, document);
        }

        return ExitCode.Done;
    }
}
