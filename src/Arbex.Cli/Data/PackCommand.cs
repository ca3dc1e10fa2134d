using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;

namespace Arbex.Cli.Data;

/// <summary><c>arbex data pack</c>.</summary>
internal sealed class PackCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("By default raw votes, which keep every picture that any rule keeps.");
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly OutputOption _output = new("--output")
    {
        Description = "The pack; with --overwrite an older one is replaced once the new one is complete.",
        HelpName = "FILE.pack",
        Required = true,
        Extensions = [".pack"],
        IsLockedByWriter = true,
    };

    private readonly Option<int> _side = new("--side")
    {
        Description = "Most pixels of a stored picture's longer side, 8 to 8192; 0 keeps every size.",
        HelpName = "PIXELS",
        DefaultValueFactory = _ => 0,
    };

    public PackCommand(CommandHost host)
        : base(
            "pack",
            "Decodes a dataset once into one file that training reads fast.",
            "Pixels are stored, labels are not: a pack of all pictures serves every label rule and split.\n"
            + "Pictures that cannot be read are named and stay unreadable. Ctrl+C leaves nothing behind.",
            "arbex data pack --dataset imagefolder --data faces --output faces.pack",
            "arbex data pack --dataset rafdb --data raf-db --side 256 --output raf-db.pack")
    {
        _host = host;
        _dataset.AddTo(this);
        Options.Add(_side);
        AddOutput(_output);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output)!;
        var document = new PackService(_host).Run(
            new PackRequest { Dataset = _dataset.Read(parse), Output = output, Side = parse.GetValue(_side) }, cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            PackView.Write(_host.Console, document);
        }

        return ExitCode.Done;
    }
}
