using System.CommandLine;

namespace Arbex.Cli.Hosting;

/// <summary>A command with examples; its work runs off the parsing thread so that Ctrl+C can reach it.</summary>
internal abstract class ArbexCommand : Command
{
    protected ArbexCommand(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction((parse, cancellation) => Task.Run(() => Run(parse, cancellation), CancellationToken.None));
    }

    /// <summary>Shown at the end of the command's help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Reads the options, lets the service work and shows the result.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult parse, CancellationToken cancellation);
}
