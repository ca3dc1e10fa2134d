using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;

namespace Arbex.Cli.Info;

/// <summary><c>arbex info</c>.</summary>
internal sealed class InfoCommand : ArbexCommand
{
    private readonly Option<string?> _model = SharedOptions.Model();
    private readonly Option<string?> _preset = SharedOptions.Preset();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    public InfoCommand(CommandHost host)
        : base(
            "info",
            "Shows what a preset or a checkpoint is: its size, cost and classes, and how it was trained.",
            "A preset is counted with the eight classes of FER+.",
            "arbex info --preset compact",
            "arbex info --model runs/first/best.safetensors --json")
    {
        _host = host;
        Options.Add(_model);
        Options.Add(_preset);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var (model, preset) = (parse.GetValue(_model), parse.GetValue(_preset));
        var document = (model, preset) switch
        {
            ({ } file, null) => InfoService.OfModel(file),
            (null, { } name) => InfoService.OfPreset(name),
            _ => throw new ArbexException("Expected either --model FILE or --preset P. Pass one of them."),
        };
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            InfoView.Write(_host.Console, document);
        }

        return ExitCode.Done;
    }
}
