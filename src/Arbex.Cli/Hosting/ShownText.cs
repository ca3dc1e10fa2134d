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
    public static string Escaped(string text) => TerminalText.Escaped(text, keepLines: true);

    /// <summary>Wider than any text: cells are looked at unbroken.</summary>
    private const int Unbroken = 1 << 20;

    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        foreach (var renderable in renderables)
        {
            if (renderable is Table table)
            {
                EscapeCells(table, options);
            }

            yield return new EscapedRenderable(renderable);
        }
    }

    /// <summary>Escapes before the table is measured: control characters have no width, and a column of them would show nothing.</summary>
    private static void EscapeCells(Table table, RenderOptions options)
    {
        foreach (var column in table.Columns)
        {
            column.Header = EscapedCell(column.Header, options);
        }

        foreach (var (row, cells) in table.Rows.Select(cells => cells.ToArray()).ToArray().Index())
        {
            foreach (var (column, cell) in cells.Index())
            {
                if (EscapedCell(cell, options) is var escaped && escaped != cell)
                {
                    table.UpdateCell(row, column, escaped);
                }
            }
        }
    }

    private static IRenderable EscapedCell(IRenderable cell, RenderOptions options)
    {
        var segments = cell.Render(options, Unbroken).ToArray();
        if (segments.All(segment => segment.IsControlCode || Escaped(segment.Text).Length == segment.Text.Length))
        {
            return cell;
        }

        var escaped = new Paragraph();
        foreach (var segment in segments)
        {
            escaped.Append(Escaped(segment.Text), segment.Style);
        }

        return escaped;
    }

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

            var text = Escaped(segment.Text);
            return text.Length == segment.Text.Length ? segment : new Segment(text, segment.Style);
        }
    }
}
