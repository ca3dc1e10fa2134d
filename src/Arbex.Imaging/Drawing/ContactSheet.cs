namespace Arbex.Imaging;

/// <summary>Draws many faces in a grid, each with a coloured frame and caption lines.</summary>
public static class ContactSheet
{
    private const int Margin = 28;
    private const int Gap = 18;
    private const int GroupGap = 30;
    private const int FrameThickness = 4;
    private const int CaptionLine = 17;
    private const int CaptionGap = 6;
    private const int TitleHeight = 34;
    private const int LegendHeight = 28;
    private const int LegendWidth = 140;

    /// <summary>How far a title may widen a sheet of few faces; a longer one is cut.</summary>
    private const int TitleMayTake = 560;

    private static readonly TextStyle TitleStyle = new(22, Bold: true);
    private static readonly TextStyle LegendStyle = new(13, Palette.QuietInk);
    private static readonly TextStyle FirstCaption = new(13, Bold: true);
    private static readonly TextStyle OtherCaption = new(12.5f, Palette.QuietInk);

    /// <summary>Draws a contact sheet.</summary>
    /// <param name="tiles">The faces, at least one, from left to right and top to bottom.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>The sheet.</returns>
    /// <exception cref="ArgumentException">There are no faces.</exception>
    /// <exception cref="ArbexException">An option is out of its range, or the sheet would exceed 200 million
    /// pixels.</exception>
    public static ImageBuffer Draw(IReadOnlyList<ContactSheetTile> tiles, ContactSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        options = (options ?? new ContactSheetOptions()).Validated();
        if (tiles.Count == 0)
        {
            throw new ArgumentException("There are no faces to draw. Expected at least one tile.", nameof(tiles));
        }

        var square = Math.Min(10, (int)Math.Ceiling(Math.Sqrt(tiles.Count)));
        var columns = Math.Min(options.Columns > 0 ? options.Columns : square, tiles.Count);
        var rows = (tiles.Count + columns - 1) / columns;
        var captionHeight = tiles.Max(tile => tile.Captions.Count) * CaptionLine;
        var outer = options.TileSize + (2 * FrameThickness);
        var pitch = outer + (captionHeight > 0 ? CaptionGap + captionHeight : 0) + Gap;
        var hasLegend = tiles.Any(tile => tile.Frame != TileFrame.Neutral);
        var header = Margin + (options.Title.Length > 0 ? TitleHeight : 0) + (hasLegend ? LegendHeight : 0);
        var width = (2 * Margin) + Math.Max(Left(columns - 1, outer, options) + outer, HeaderWidth(options, hasLegend));
        using var drawing = new Drawing(width, header + (rows * pitch) - Gap + Margin, options.Scale);
        DrawHeader(drawing, options, width, header, hasLegend);
        for (var i = 0; i < tiles.Count; i++)
        {
            DrawTile(
                drawing, tiles[i], Margin + Left(i % columns, outer, options), header + (i / columns * pitch), outer);
        }

        return drawing.ToImage();
    }

    /// <summary>Where a column begins; a closer group leaves room for the gap after it.</summary>
    private static int Left(int column, int outer, ContactSheetOptions options) =>
        options.GroupSize == 0
            ? column * (outer + Gap)
            : (column * (outer + (Gap / 3))) + (column / options.GroupSize * GroupGap);

    private static int HeaderWidth(ContactSheetOptions options, bool hasLegend) =>
        Math.Max(
            hasLegend ? LegendWidth : 0,
            Math.Min(TitleMayTake, (int)Math.Ceiling(Drawing.Measure(options.Title, TitleStyle))));

    private static void DrawHeader(Drawing drawing, ContactSheetOptions options, int width, int header, bool hasLegend)
    {
        if (options.Title.Length > 0)
        {
            var title = Drawing.Fit(options.Title, width - (2 * Margin), TitleStyle);
            drawing.Write(title, Margin, Margin + 17, TitleStyle);
        }

        if (hasLegend)
        {
            var baseline = header - 14;
            var x = Legend(drawing, "right", Palette.Blue, Margin, baseline);
            Legend(drawing, "wrong", Palette.Vermillion, x, baseline);
        }
    }

    private static float Legend(Drawing drawing, string text, uint colour, float x, float baseline)
    {
        drawing.Fill(x, baseline - 10, 11, 11, colour, 2);
        drawing.Write(text, x + 17, baseline, LegendStyle);
        return x + 17 + Drawing.Measure(text, LegendStyle) + 18;
    }

    private static void DrawTile(Drawing drawing, ContactSheetTile tile, int x, int y, int outer)
    {
        var colour = tile.Frame switch
        {
            TileFrame.Right => Palette.Blue,
            TileFrame.Wrong => Palette.Vermillion,
            _ => Palette.Grey,
        };
        drawing.Place(tile.Image, x + FrameThickness, y + FrameThickness, outer - (2 * FrameThickness));
        drawing.Frame(x, y, outer, outer, FrameThickness, colour);
        for (var line = 0; line < tile.Captions.Count; line++)
        {
            var style = line == 0 ? FirstCaption : OtherCaption;
            var baseline = y + outer + CaptionGap + (line * CaptionLine) + 12;
            drawing.Write(Drawing.Fit(tile.Captions[line], outer, style), x, baseline, style);
        }
    }
}
