using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Arbex.Cli.Hosting;

/// <summary>The usual help, then the command's notes and examples.</summary>
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
        if (parseResult.CommandResult.Command is ArbexCommand command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            WriteBlock(output, "Notes:", command.Notes.Split('\n'));
            WriteBlock(output, "Examples:", command.Examples);
        }

        return code;
    }

    private static void WriteBlock(TextWriter output, string title, IEnumerable<string> lines)
    {
        output.WriteLine(title);
        foreach (var line in lines)
        {
            output.WriteLine($"  {line}");
        }

        output.WriteLine();
    }
}
