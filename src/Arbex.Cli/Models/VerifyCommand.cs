using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Inference.Models;

namespace Arbex.Cli.Models;

/// <summary><c>arbex models verify</c>.</summary>
internal sealed class VerifyCommand : ArbexCommand
{
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Argument<string[]> _names = new("NAME")
    {
        Description = "Names of models that must be here; without any, all that are here are checked.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public VerifyCommand(CommandHost host)
        : base(
            "verify",
            "Checks the SHA-256 of the models on this machine.",
            $"Ends with code {ExitCode.BadInput} if a file is damaged, or a model that was named is not here.\n"
            + ModelsCommand.Notes,
            "arbex models verify",
            "arbex models verify yunet --json")
    {
        _host = host;
        Arguments.Add(_names);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var named = parse.GetValue(_names)!.Select(ModelCatalog.Find).ToArray();
        var service = new ModelsService(_host);
        var document = service.Status(named.Length > 0 ? [.. named] : ModelCatalog.Entries);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            ModelsView.Write(_host.Console, document);
        }

        service.Require(document, allMustBeHere: named.Length > 0);
        return ExitCode.Done;
    }
}
