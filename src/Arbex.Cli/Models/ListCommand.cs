using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Inference.Models;

namespace Arbex.Cli.Models;

/// <summary><c>arbex models list</c>.</summary>
internal sealed class ListCommand : ArbexCommand
{
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    public ListCommand(CommandHost host)
        : base(
            "list",
            "Shows the models that can be fetched by name, and which of them this machine has.",
            ModelsCommand.Notes,
            "arbex models list",
            "arbex models list --json")
    {
        _host = host;
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var document = new ModelsService(_host).Status(ModelCatalog.Entries);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            ModelsView.Write(_host.Console, document);
        }

        return ExitCode.Done;
    }
}
