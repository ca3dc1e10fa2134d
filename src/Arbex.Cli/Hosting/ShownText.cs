using Arbex.Files;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Arbex.Cli.Hosting;

/// <summary>
/// Keeps what a terminal would obey out of everything that is shown: names of files, texts of models and messages of other programs
/// reach the consoles in many places, so the check stands where all of them pass.
/// </summary>
internal sealed class ShownText : IRenderHook
{
    /// <summary>A text of several lines, each of them escaped.</summary>
    public static string Escaped(string text) => string.Join('\n', text.Split('\n').Select((line, i) =>
        line.EndsWith('\r') ? TerminalText.Escaped(line[..^1]) + "\r" : TerminalText.Escaped(line)));

    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new EscapedRenderable(renderable));

    private sealed class EscapedRenderable(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).Select(Clean);

        private static Segment Clean(Segment segment)
        {
            if (segment.IsControlCode || segment.IsLineBreak)
            {
                return segment;
            }

            var text = string.Join('\n', segment.Text.Split('\n').Select(line => TerminalText.Escaped(line)));
            return text.Length == segment.Text.Length ? segment : new Segment(text, segment.Style);
        }
    }
}
