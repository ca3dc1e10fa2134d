using System.CommandLine;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Data;

/// <summary><c>arbex data</c>: everything about a dataset that needs no network.</summary>
internal sealed class DataCommand : Command
{
    public DataCommand(CommandHost host)
        : base("data", "Looks at a dataset before training: counts, checks, previews, packs, mislabels, divides.")
    {
        Subcommands.Add(new InspectCommand(host));
        Subcommands.Add(new CheckCommand(host));
        Subcommands.Add(new PreviewCommand(host));
        Subcommands.Add(new PackCommand(host));
        Subcommands.Add(new NoiseCommand(host));
        Subcommands.Add(new SplitCommand(host));
    }
}
