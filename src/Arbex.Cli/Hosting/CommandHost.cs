using System.Text.Json;
using Spectre.Console;

namespace Arbex.Cli.Hosting;

/// <summary>What surrounds a command: two consoles and a clock. Results go to the first console, all else to the second.</summary>
internal sealed class CommandHost
{
    /// <summary>Tables in a file need no narrow terminal's width.</summary>
    private const int RedirectedWidth = 120;

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public CommandHost(IAnsiConsole console, IAnsiConsole errorConsole, TimeProvider time)
    {
        (Console, ErrorConsole, Time) = (console, errorConsole, time);
        Console.Pipeline.Attach(new ShownText());
        ErrorConsole.Pipeline.Attach(new ShownText());
    }

    /// <summary>Standard output, for results.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Standard error, for progress, warnings and errors.</summary>
    public IAnsiConsole ErrorConsole { get; }

    public TimeProvider Time { get; }

    /// <summary>Where face detectors come from.</summary>
    public ModelAccess Models { get; init; } = new();

    /// <summary>Whether a bar that moves makes sense on standard error.</summary>
    public bool IsLive => ErrorConsole.Profile is { Out.IsTerminal: true, Capabilities: { Interactive: true, Ansi: true } };

    public static CommandHost ForThisProcess() => new(
        Create(System.Console.Out, System.Console.IsOutputRedirected, StandardStream.Output),
        Create(System.Console.Error, System.Console.IsErrorRedirected, StandardStream.Error),
        TimeProvider.System);

    /// <summary>Bars on standard error that go away when the work is done, with share and time left.</summary>
    public Progress Bars() => ErrorConsole.Progress()
        .AutoClear(true)
        .Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());

    /// <summary>Writes a document to standard output, past all drawing.</summary>
    public void WriteJson<T>(T document)
    {
        var writer = Console.Profile.Out.Writer;
        writer.WriteLine(JsonSerializer.Serialize(document, ArbexJson.Options));
        writer.Flush();
    }

    /// <summary>Writes a text of its own form to standard output, past all drawing.</summary>
    public void WriteText(string text)
    {
        var writer = Console.Profile.Out.Writer;
        writer.Write(ShownText.Escaped(text));
        writer.Flush();
    }

    /// <summary>Tells something quietly on standard error.</summary>
    public void Tell(string line) => ErrorConsole.Write(new UnwrappedLine(line));

    /// <summary>Tells what looks wrong but stops nothing.</summary>
    public void Warn(string line) => ErrorConsole.Write(new UnwrappedLine($"warning: {line}", Color.Yellow));

    /// <summary>The same, the first time only: many runs and many openings of data in one command would say it again.</summary>
    public void TellOnce(string line)
    {
        if (_said.Add(line))
        {
            Tell(line);
        }
    }

    /// <summary>Warns the first time only.</summary>
    public void WarnOnce(string line)
    {
        if (_said.Add(line))
        {
            Warn(line);
        }
    }

    /// <summary>Tells why the command ends.</summary>
    public void Fail(string line) => ErrorConsole.Write(new UnwrappedLine($"error: {line}", Color.Red));

    private static IAnsiConsole Create(TextWriter writer, bool redirected, int descriptor)
    {
        var isClosed = StandardStream.IsClosed(descriptor);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Out = new ConsoleOutput(
            console.Profile.Out, new ConsoleWriter(writer, descriptor == StandardStream.Error, isClosed));
        if (redirected || isClosed)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
