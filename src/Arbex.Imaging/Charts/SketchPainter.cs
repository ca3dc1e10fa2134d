namespace Arbex.Imaging.Charts;

/// <summary>Draws a sketch into a picture.</summary>
internal static class SketchPainter
{
    /// <summary>White around a picture, in points; a page gives an SVG its own.</summary>
    public const int Margin = 14;

    public static ImageBuffer Paint(Sketch sketch, int scale)
    {
        using var drawing = new Drawing(sketch.Width + (2 * Margin), sketch.Height + (2 * Margin), scale);
        drawing.Shift(Margin, Margin);
        foreach (var item in sketch.Items)
        {
            Paint(drawing, item);
        }

        return drawing.ToImage();
    }

    private static void Paint(Drawing drawing, SketchItem item)
    {
        switch (item)
        {
            case Box box:
                drawing.Fill(
                    (float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, Colour(box.Tone, box.Opacity),
                    (float)box.Radius);
                break;
            case Stroke stroke:
                drawing.Stroke(Points(stroke.Places), Colour(stroke.Tone), (float)stroke.Thickness, stroke.Dashed);
                break;
            case Patch patch:
                drawing.FillPolygon(Points(patch.Places), Colour(patch.Tone, patch.Opacity));
                break;
            case Dots dots:
                drawing.FillDots(Points(dots.Places), Colour(dots.Tone, dots.Opacity), (float)dots.Diameter);
                break;
            case Words words:
                var style = new TextStyle((float)words.Size, Colour(words.Tone), words.Bold);
                drawing.Turned((float)words.Turn, (float)words.X, (float)words.Baseline, () => drawing.Write(
                    words.Text, (float)words.X, (float)words.Baseline, style, words.Anchor, words.Halo));
                break;
        }
    }

    private static (float X, float Y)[] Points(IReadOnlyList<Place> places) =>
        [.. places.Select(place => ((float)place.X, (float)place.Y))];

    private static uint Colour(Tone tone, double opacity = 1) =>
        (Tones.OnPaper(tone) & 0xFFFFFF) | ((uint)Math.Round(255 * opacity) << 24);
}
