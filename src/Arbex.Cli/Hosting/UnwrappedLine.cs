using Arbex.Files;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Arbex.Cli.Hosting;

/// <summary>A line that stays one line however narrow the console claims to be: logs are searched line by line.</summary>
internal sealed class UnwrappedLine : Renderable
{
    private readonly string _text;
    private readonly Style _style;

    public UnwrappedLine(string text, Style? style = null)
    {
        _text = TerminalText.Escaped(OneLine(text));
        _style = style ?? Style.Plain;
    }

    /// <summary>A text with its line breaks taken out.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [new Segment(_text, _style), Segment.LineBreak];
}
