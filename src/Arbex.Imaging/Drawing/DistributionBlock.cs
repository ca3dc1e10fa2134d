using System.Globalization;

namespace Arbex.Imaging;

/// <summary>One face with its title and its paired bars.</summary>
internal sealed class DistributionBlock
{
    public const uint PrimaryColour = Palette.Orange;
    public const uint CorrectedColour = Palette.Blue;

    private const int TitleHeight = 32;
    private const int FaceGap = 20;
    private const int NameGap = 10;
    private const int LongestName = 130;
    private const int BarsWidth = 300;
    private const int ValueWidth = 44;
    private const int AxisHeight = 20;

    private static readonly TextStyle TitleStyle = new(15, Bold: true);
    private static readonly TextStyle NoteStyle = new(13, Palette.QuietInk);
    private static readonly TextStyle NameStyle = new(13);
    private static readonly TextStyle ValueStyle = new(10.5f, Palette.QuietInk);
    private static readonly TextStyle AxisStyle = new(10.5f, Palette.QuietInk);

    private readonly string[] _names;
    private readonly int _faceSize;
    private readonly int _nameWidth;
    private readonly double _scaleEnd;
    private readonly float _pitch;

    /// <summary>Measures a block.</summary>
    /// <param name="classNames">Names of the classes.</param>
    /// <param name="faceSize">Side of the face, in points.</param>
    /// <param name="scaleEnd">The probability at the bars' end.</param>
    public DistributionBlock(IReadOnlyList<string> classNames, int faceSize, double scaleEnd)
    {
        var bold = NameStyle with { Bold = true };
        _names = [.. classNames.Select(name => Drawing.Fit(name, LongestName, bold))];
        _nameWidth = (int)Math.Ceiling(_names.Max(name => Drawing.Measure(name, bold)));
        _faceSize = faceSize;
        _scaleEnd = scaleEnd;
        _pitch = Math.Clamp((float)(faceSize - AxisHeight) / classNames.Count, 30, 44);
    }

    public int Width => _faceSize + FaceGap + _nameWidth + NameGap + BarsWidth + ValueWidth;

    public int Height => TitleHeight + Math.Max(_faceSize, ChartHeight + AxisHeight);

    private int ChartHeight => (int)Math.Ceiling(_pitch * _names.Length);

    /// <summary>Draws the block with its upper left corner at (x, y).</summary>
    public void Draw(Drawing drawing, DistributionFigureRow row, int x, int y)
    {
        DrawTitle(drawing, row, x, y + 15);
        var top = y + TitleHeight;
        drawing.Place(row.Image, x, top, _faceSize);
        // A chart lower than the face stands beside its middle.
        top += Math.Max(0, (_faceSize - ChartHeight - AxisHeight) / 2);
        var left = x + _faceSize + FaceGap + _nameWidth + NameGap;
        DrawScale(drawing, left, top);
        var (primaryTop, correctedTop) = (IndexOfLargest(row.Primary), IndexOfLargest(row.Corrected));
        for (var i = 0; i < _names.Length; i++)
        {
            var middle = top + ((i + 0.5f) * _pitch);
            var bar = Math.Min(12, (_pitch - 8) / 2);
            var isTop = i == primaryTop || i == correctedTop;
            drawing.Write(
                _names[i],
                left - NameGap,
                middle + 4.5f,
                NameStyle with { Bold = isTop, Colour = isTop ? Palette.Ink : Palette.QuietInk },
                TextAnchor.Right);
            DrawBar(drawing, left, middle - bar - 0.5f, bar, row.Primary[i], PrimaryColour, i == primaryTop);
            DrawBar(drawing, left, middle + 0.5f, bar, row.Corrected[i], CorrectedColour, i == correctedTop);
        }
    }

    private static int IndexOfLargest(IReadOnlyList<double> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Count; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }

    private void DrawTitle(Drawing drawing, DistributionFigureRow row, int x, int baseline)
    {
        const int Gap = 14;
        var note = Drawing.Fit(row.Note ?? "", Width * 0.5f, NoteStyle);
        var noteWidth = note.Length > 0 ? Drawing.Measure(note, NoteStyle) + Gap : 0;
        var title = Drawing.Fit(row.Title, Width - noteWidth, TitleStyle);
        drawing.Write(title, x, baseline, TitleStyle);
        drawing.Write(note, x + Drawing.Measure(title, TitleStyle) + Gap, baseline, NoteStyle);
    }

    private void DrawScale(Drawing drawing, int left, int top)
    {
        const int Steps = 5;
        for (var step = 0; step <= Steps; step++)
        {
            var x = left + ((float)BarsWidth * step / Steps);
            drawing.Fill(x - 0.5f, top, 1, ChartHeight, step == 0 ? Palette.Grey : Palette.Line);
            var value = (_scaleEnd * step / Steps).ToString("0.##", CultureInfo.InvariantCulture);
            drawing.Write(value, x, top + ChartHeight + 14, AxisStyle, TextAnchor.Centre);
        }
    }

    private void DrawBar(Drawing drawing, int left, float y, float height, double value, uint colour, bool isTop)
    {
        var length = (float)(Math.Clamp(value / _scaleEnd, 0, 1) * BarsWidth);
        drawing.Fill(left, y, Math.Max(length, 1), height, isTop ? colour : Palette.Tint(colour, 0.42));
        var text = Math.Max(value, 0).ToString("0.000", CultureInfo.InvariantCulture);
        var style = ValueStyle with { Bold = isTop, Colour = isTop ? Palette.Ink : Palette.QuietInk };
        // White behind the number, so that no line of the scale crosses it.
        drawing.Fill(left + length + 3, y, Drawing.Measure(text, style) + 4, height, Palette.White);
        drawing.Write(text, left + length + 5, y + (height / 2) + 3.8f, style);
    }
}
