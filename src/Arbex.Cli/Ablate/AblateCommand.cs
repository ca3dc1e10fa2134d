using System.CommandLine;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Ablate;

/// <summary><c>arbex ablate</c>: the paper's tables and other studies, one command each.</summary>
internal sealed class AblateCommand : Command
{
    public AblateCommand(CommandHost host)
        : base("ablate", "Runs the paper's tables, figure 7 or changes of one's own on any dataset, with several seeds; resumes where it was stopped.")
    {
        foreach (var kind in StudyKind.All)
        {
            Subcommands.Add(new StudyCommand(host, kind));
        }
    }
}
