using System.Globalization;

namespace Arbex.Imaging;

/// <summary>One panel of a <see cref="ClassCountFigure"/>, and the names that stand left of a row of panels.</summary>
internal sealed class ClassCountBlock
{
    /// <summary>Width of a panel, in points.</summary>
    public const int Width = BarsWidth + ValueWidth;

    private const int BarsWidth = 230;
    private const int ValueWidth = 104;
    private const int HeaderHeight = 32;
    private const int AxisHeight = 22;
    private const int Pitch = 26;
    private const int BarHeight = 16;
    private const int NameGap = 12;
    private const int LongestName = 170;

    private static readonly TextStyle TitleStyle = new(15, Bold: true);
    private static readonly TextStyle NoteStyle = new(13, Palette.QuietInk);
    private static readonly TextStyle NameStyle = new(13);
    private static readonly TextStyle ValueStyle = new(12);
    private static readonly TextStyle ShareStyle = new(12, Palette.QuietInk);
    private static readonly TextStyle AxisStyle = new(10.5f, Palette.QuietInk);

    private readonly string[] _names;
    private readonly double _scaleEnd;

    /// <summary>Measures.</summary>
    /// <param name="classNames">Names of the classes.</param>
    /// <param name="scaleEnd">The share at the bars' end, in (0, 1].</param>
    public ClassCountBlock(IReadOnlyList<string> classNames, double scaleEnd)
    {
        _names = [.. classNames.Select(name => Drawing.Fit(name, LongestName, NameStyle))];
        _scaleEnd = scaleEnd;
        NameWidth = (int)Math.Ceiling(_names.Max(name => Drawing.Measure(name, NameStyle))) + NameGap;
    }

    /// <summary>Width of the names and the gap after them.</summary>
    public int NameWidth { get; }

    public int Height => HeaderHeight + ChartHeight + AxisHeight;

    private int ChartHeight => _names.Length * Pitch;

    /// <summary>Writes the names with their left border at x, for panels with their upper border at y.</summary>
    public void DrawNames(Drawing drawing, int x, int y)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            drawing.Write(_names[i], x + NameWidth - NameGap, Middle(y, i) + 4.5f, NameStyle, TextAnchor.Right);
        }
    }

    /// <summary>Draws a panel with its upper left corner at (x, y).</summary>
    public void DrawPanel(Drawing drawing, ClassCountPanel panel, int x, int y, uint colour)
    {
        var title = Drawing.Fit(panel.Title, Width, TitleStyle);
        var taken = Drawing.Measure(title, TitleStyle) + 10;
        drawing.Write(title, x, y + 15, TitleStyle);
        drawing.Write(Drawing.Fit(panel.Note, Width - taken, NoteStyle), x + taken, y + 15, NoteStyle);
        DrawScale(drawing, x, y + HeaderHeight);
        var total = Math.Max(1, panel.Counts.Sum(count => (long)count));
        for (var i = 0; i < _names.Length; i++)
        {
            DrawBar(drawing, x, Middle(y, i), panel.Counts[i], panel.Counts[i] / (double)total, colour);
        }
    }

    private static float Middle(int y, int row) => y + HeaderHeight + ((row + 0.5f) * Pitch);

    private void DrawScale(Drawing drawing, int x, int top)
    {
        var steps = _scaleEnd > 0.55 ? 5 : (int)Math.Round(_scaleEnd * 10);
        for (var step = 0; step <= steps; step++)
        {
            var at = x + ((float)BarsWidth * step / steps);
            drawing.Fill(at - 0.5f, top, 1, ChartHeight, step == 0 ? Palette.Grey : Palette.Line);
            var share = (_scaleEnd * step / steps).ToString("0 %", CultureInfo.InvariantCulture);
            drawing.Write(share, at, top + ChartHeight + 15, AxisStyle, TextAnchor.Centre);
        }
    }

    private void DrawBar(Drawing drawing, int x, float middle, int count, double share, uint colour)
    {
        var length = (float)(Math.Clamp(share / _scaleEnd, 0, 1) * BarsWidth);
        drawing.Fill(x, middle - (BarHeight / 2), count == 0 ? 0 : Math.Max(length, 1.5f), BarHeight, colour);
        var number = count.ToString("n0", CultureInfo.InvariantCulture);
        var text = share.ToString("0.0 %", CultureInfo.InvariantCulture);
        var numberWidth = Drawing.Measure(number, ValueStyle);
        // White behind the numbers, so that no line of the scale crosses them.
        drawing.Fill(
            x + length + 3, middle - (BarHeight / 2), numberWidth + 8 + Drawing.Measure(text, ShareStyle), BarHeight,
            Palette.White);
        drawing.Write(number, x + length + 6, middle + 4.2f, ValueStyle);
        drawing.Write(text, x + length + 6 + numberWidth + 6, middle + 4.2f, ShareStyle);
    }
}
