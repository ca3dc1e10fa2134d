using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Arbex.Cli.Hosting;

/// <summary>The usual help, then the command's examples.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const int Width = 110;

    private readonly HelpAction _standard;

    public HelpWithExamples(HelpAction standard)
    {
        _standard = standard;
        _standard.MaxWidth = Width;
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = _standard.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ArbexCommand { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
