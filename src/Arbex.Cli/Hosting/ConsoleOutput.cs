using System.Text;
using Spectre.Console;

namespace Arbex.Cli.Hosting;

/// <summary>A console's output with another writer.</summary>
internal sealed class ConsoleOutput : IAnsiConsoleOutput
{
    private readonly IAnsiConsoleOutput _inner;

    public ConsoleOutput(IAnsiConsoleOutput inner, TextWriter writer) => (_inner, Writer) = (inner, writer);

    public TextWriter Writer { get; }

    public bool IsTerminal => _inner.IsTerminal;

    public int Width => _inner.Width;

    public int Height => _inner.Height;

    public void SetEncoding(Encoding encoding) => _inner.SetEncoding(encoding);
}
