using System.CommandLine;

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
        SetAction((parse, cancellation) => Task.Run(() => Run(parse, cancellation), CancellationToken.None));
    }

    /// <summary>Shown after the options in the command's help.</summary>
    public string Notes { get; }

    /// <summary>Shown at the end of the command's help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Reads the options, lets the service work and shows the result.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult parse, CancellationToken cancellation);
}
