using System.CommandLine;
using Arbex.Cli.Options;

namespace Arbex.Cli.Hosting;

/// <summary>A command with examples; its work runs off the parsing thread so that Ctrl+C can reach it.</summary>
internal abstract class ArbexCommand : Command
{
    /// <param name="name">What to type.</param>
    /// <param name="description">One sentence, shown in the list of commands.</param>
    /// <param name="notes">What else is good to know before the first use.</param>
    /// <param name="examples">Whole command lines.</param>
    protected ArbexCommand(string name, string description, string notes, params string[] examples)
        : base(name, description)
    {
        Notes = notes;
        Examples = examples;
        SetAction((parse, cancellation) => Task.Run(() => RunGuarded(parse, cancellation), CancellationToken.None));
    }

    /// <summary>Shown after the options in the command's help.</summary>
    public string Notes { get; }

    /// <summary>Shown at the end of the command's help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Adds an option that names what is written; one for a file, or for pictures, comes with --overwrite.</summary>
    internal void AddOutput(OutputOption output)
    {
        Options.Add(output);
        if ((output.Kind == OutputKind.File || output.OwnsPictures)
            && !Options.Any(option => option.Name == OutputGuard.OverwriteName))
        {
            Options.Add(SharedOptions.Overwrite());
        }
    }

    /// <summary>Reads the options, lets the service work and shows the result.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult parse, CancellationToken cancellation);

    private int RunGuarded(ParseResult parse, CancellationToken cancellation)
    {
        try
        {
            using var guard = OutputGuard.Take(this, parse);
            return Run(parse, cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException && !HasWorkingFolder())
        {
            throw new ArbexException(
                "The working folder was deleted. Expected one that exists. Change to another folder, and run the command there.", missing);
        }
    }

    private static bool HasWorkingFolder()
    {
        try
        {
            return Directory.Exists(Directory.GetCurrentDirectory());
        }
        catch (IOException)
        {
            return false;
        }
    }
}
