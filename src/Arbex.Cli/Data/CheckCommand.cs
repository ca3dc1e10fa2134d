using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Data.Inspection;

namespace Arbex.Cli.Data;

/// <summary><c>arbex data check</c>.</summary>
internal sealed class CheckCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("Default: majority.");
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Option<int> _distance = new("--distance")
    {
        Description = "The most of 64 bits of perceptual hashes that differ between near duplicates; 0 to 16.",
        HelpName = "BITS",
        DefaultValueFactory = _ => new DatasetCheckOptions().NearDistance,
    };

    private readonly OutputOption _output = new("--output")
    {
        Description = "Also write every finding as a line: file, finding, other file, splits, labels, detail.",
        HelpName = "FILE.csv",
        Extensions = [".csv"],
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "End with exit code 1 if anything was found.",
    };

    public CheckCommand(CommandHost host)
        : base(
            "check",
            "Decodes every picture and names what is unreadable, odd or there twice.",
            "Duplicates have the same pixels; near duplicates look the same, such as a picture that was encoded again.\n"
            + "A picture is linked to the closest earlier one in the same and in another split, with the same and with\n"
            + "another label, so a picture has up to four such findings. A size is unusual where most pictures have one.",
            "arbex data check --dataset imagefolder --data faces --output report.csv",
            "arbex data check --dataset ferplus --data ferplus --distance 2 --json > report.json",
            "arbex data check --dataset imagefolder --data faces --strict")
    {
        _host = host;
        _dataset.AddTo(this);
        Options.Add(_distance);
        AddOutput(_output);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output);
        var document = new CheckService(_host).Run(
            new CheckRequest { Dataset = _dataset.Read(parse), Distance = parse.GetValue(_distance) }, cancellation);
        if (output is not null)
        {
            OutputFile.WriteText(output, CheckReport.ToCsv(document));
            _host.Tell($"Wrote {document.Findings.Count} findings to {output}.");
        }

        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            CheckView.Write(_host.Console, document);
        }

        return parse.GetValue(_strict) && !document.IsClean ? ExitCode.Failed : ExitCode.Done;
    }
}
