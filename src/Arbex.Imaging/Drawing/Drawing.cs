using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>A white sheet to draw on, measured in points from the upper left corner; a point is several
/// pixels.</summary>
internal sealed class Drawing : IDisposable
{
    private const long LargestPixels = 200_000_000;
    private const float HaloThickness = 4;

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKPaint _paint = new() { IsAntialias = true };
    private readonly int _scale;

    /// <summary>Makes a white sheet.</summary>
    /// <param name="width">In points.</param>
    /// <param name="height">In points.</param>
    /// <param name="scale">Pixels a point.</param>
    /// <exception cref="ArbexException">It would be larger than 200 million pixels.</exception>
    public Drawing(int width, int height, int scale)
    {
        if ((long)width * height * scale * scale > LargestPixels)
        {
            throw new ArbexException(
                $"The drawing would be {(long)width * scale}x{(long)height * scale} pixels. Expected at most "
                + $"{LargestPixels}. Draw fewer faces on one sheet, or lower Scale.");
        }

        _scale = scale;
        _bitmap = new SKBitmap(
            new SKImageInfo(width * scale, height * scale, SKColorType.Rgba8888, SKAlphaType.Opaque));
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(Palette.White);
        _canvas.Scale(scale);
    }

    /// <summary>Takes a copy of a picture as the sheet, a pixel a point.</summary>
    /// <param name="picture">The picture; not changed.</param>
    public Drawing(ImageBuffer picture)
    {
        _scale = 1;
        _bitmap = SkiaPixels.ToBitmap(picture);
        _canvas = new SKCanvas(_bitmap);
    }

    /// <summary>Width of a text in points.</summary>
    /// <param name="text">One line.</param>
    /// <param name="style">Size and face.</param>
    public static float Measure(string text, TextStyle style)
    {
        using var font = EmbeddedFonts.Create(style);
        return font.MeasureText(Readable(text));
    }

    /// <summary>Shortens a text with an ellipsis until it fits.</summary>
    /// <param name="text">One line.</param>
    /// <param name="width">In points.</param>
    /// <param name="style">Size and face.</param>
    public static string Fit(string text, float width, TextStyle style)
    {
        if (Measure(text, style) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 0 && Measure(text[..length].TrimEnd() + "…", style) > width)
        {
            length -= length > 1 && char.IsLowSurrogate(text[length - 1]) ? 2 : 1;
        }

        return text[..length].TrimEnd() + "…";
    }

    public void Fill(float x, float y, float width, float height, uint colour, float radius = 0)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = colour;
        _canvas.DrawRoundRect(x, y, width, height, radius, radius, _paint);
    }

    /// <summary>Draws the inner border of a rectangle.</summary>
    public void Frame(float x, float y, float width, float height, float thickness, uint colour)
    {
        Fill(x, y, width, thickness, colour);
        Fill(x, y + height - thickness, width, thickness, colour);
        Fill(x, y, thickness, height, colour);
        Fill(x + width - thickness, y, thickness, height, colour);
    }

    /// <summary>Writes one line of text.</summary>
    /// <param name="text">What.</param>
    /// <param name="x">Where, see the anchor.</param>
    /// <param name="baseline">Where the letters stand.</param>
    /// <param name="style">How.</param>
    /// <param name="anchor">Which end lies at x.</param>
    /// <param name="halo">Whether a white rim sets it off from what lies below.</param>
    public void Write(
        string text, float x, float baseline, TextStyle style, TextAnchor anchor = TextAnchor.Left, bool halo = false)
    {
        using var font = EmbeddedFonts.Create(style);
        var align = anchor switch
        {
            TextAnchor.Right => SKTextAlign.Right,
            TextAnchor.Centre => SKTextAlign.Center,
            _ => SKTextAlign.Left,
        };
        if (halo)
        {
            SetStroke(Palette.White, HaloThickness);
            _canvas.DrawText(Readable(text), x, baseline, align, font, _paint);
        }

        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = style.Colour;
        _canvas.DrawText(Readable(text), x, baseline, align, font, _paint);
    }

    /// <summary>Draws a line through points.</summary>
    public void Stroke((float X, float Y)[] points, uint colour, float thickness, bool dashed)
    {
        using var path = Path(points);
        using var dashes = dashed ? SKPathEffect.CreateDash([5, 5], 0) : null;
        SetStroke(colour, thickness);
        _paint.PathEffect = dashes;
        _canvas.DrawPath(path, _paint);
        _paint.PathEffect = null;
    }

    /// <summary>Fills the polygon with these corners.</summary>
    public void FillPolygon((float X, float Y)[] corners, uint colour)
    {
        using var path = Path(corners);
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = colour;
        _canvas.DrawPath(path, _paint);
    }

    /// <summary>Draws round dots.</summary>
    public void FillDots((float X, float Y)[] middles, uint colour, float diameter)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = colour;
        foreach (var (x, y) in middles)
        {
            _canvas.DrawCircle(x, y, diameter / 2, _paint);
        }
    }

    /// <summary>Moves everything drawn with points and words from now on; faces stay where they are placed.</summary>
    public void Shift(float x, float y) => _canvas.Translate(x, y);

    /// <summary>Draws with the sheet turned around a point.</summary>
    /// <param name="degrees">Clockwise.</param>
    /// <param name="x">The point that stays.</param>
    /// <param name="y">The point that stays.</param>
    /// <param name="draw">What to draw meanwhile.</param>
    public void Turned(float degrees, float x, float y, Action draw)
    {
        _canvas.Save();
        _canvas.RotateDegrees(degrees, x, y);
        draw();
        _canvas.Restore();
    }

    /// <summary>Lays a picture into the middle of a square, as large as fits, on a light ground.</summary>
    public void Place(ImageBuffer image, int x, int y, int side)
    {
        Fill(x, y, side, side, Palette.Ground);
        var pixels = side * _scale;
        var longer = Math.Max(image.Width, image.Height);
        var width = Math.Max(1, (int)Math.Round((double)image.Width * pixels / longer));
        var height = Math.Max(1, (int)Math.Round((double)image.Height * pixels / longer));
        using var bitmap = SkiaPixels.ToBitmap(ImageResizer.Resize(image, width, height));
        _canvas.Save();
        _canvas.ResetMatrix();
        _canvas.DrawBitmap(
            bitmap,
            (x * _scale) + ((pixels - width) / 2),
            (y * _scale) + ((pixels - height) / 2),
            SKSamplingOptions.Default);
        _canvas.Restore();
    }

    /// <summary>What was drawn.</summary>
    public ImageBuffer ToImage()
    {
        _canvas.Flush();
        return SkiaPixels.ToImage(_bitmap);
    }

    public void Dispose()
    {
        _paint.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private static SKPath Path((float X, float Y)[] points)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(points[0].X, points[0].Y);
        foreach (var (x, y) in points.AsSpan(1))
        {
            builder.LineTo(x, y);
        }

        return builder.Detach();
    }

    private void SetStroke(uint colour, float thickness)
    {
        _paint.Style = SKPaintStyle.Stroke;
        _paint.Color = colour;
        _paint.StrokeWidth = thickness;
        _paint.StrokeJoin = SKStrokeJoin.Round;
        _paint.StrokeCap = SKStrokeCap.Round;
    }

    /// <summary>The fonts lack arrows, and line breaks would show as boxes.</summary>
    private static string Readable(string text) =>
        string.Concat(text.Select(letter => letter == '→' ? '›' : char.IsControl(letter) ? ' ' : letter));
}
