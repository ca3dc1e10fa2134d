using System.CommandLine;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Models;

/// <summary><c>arbex models</c>: the face detectors, which are no part of the program.</summary>
internal sealed class ModelsCommand : Command
{
    /// <summary>Shown with every one of its commands.</summary>
    public const string Notes =
        "Models are looked up in the folder that ARBEX_MODELS names, then in the user's cache (XDG_CACHE_HOME or\n"
        + "~/.cache, on Windows the local application data), and checked by their SHA-256 before use.";

    public ModelsCommand(CommandHost host)
        : base("models", "Lists, fetches and checks the face detectors that are not part of the program.")
    {
        Subcommands.Add(new ListCommand(host));
        Subcommands.Add(new PullCommand(host));
        Subcommands.Add(new VerifyCommand(host));
    }
}
