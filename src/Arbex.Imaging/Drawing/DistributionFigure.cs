namespace Arbex.Imaging;

/// <summary>Draws faces beside their class probabilities before and after reliability balancing (the paper's figure
/// 5).</summary>
/// <remarks>The scale of all bars is the same: up to 0.25, 0.5, 0.75 or 1, whichever holds the largest value.</remarks>
public static class DistributionFigure
{
    private const int Margin = 32;
    private const int BlockGap = 40;
    private const int RowGap = 30;
    private const int TitleHeight = 36;
    private const int LegendHeight = 40;

    /// <summary>A longer name of a series is cut, so that two fit beside each other.</summary>
    private const float LongestSeriesName = 150;

    private static readonly TextStyle TitleStyle = new(22, Bold: true);
    private static readonly TextStyle LegendStyle = new(13);

    /// <summary>Draws the figure.</summary>
    /// <param name="classNames">Names of the classes, 2 to 12; too long ones are shortened.</param>
    /// <param name="rows">The faces, at least one, each with one probability a class.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">There are no faces, or probabilities do not fit the classes.</exception>
    /// <exception cref="ArbexException">An option is out of its range, or the figure would exceed 200 million
    /// pixels.</exception>
    public static ImageBuffer Draw(
        IReadOnlyList<string> classNames,
        IReadOnlyList<DistributionFigureRow> rows,
        DistributionFigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(rows);
        options = (options ?? new DistributionFigureOptions()).Validated();
        Check(classNames, rows);

        var largest = rows.Max(row => Math.Max(row.Primary.Max(), row.Corrected.Max()));
        var scaleEnd = Math.Clamp(Math.Ceiling(largest * 4) / 4, 0.25, 1);
        var block = new DistributionBlock(classNames, options.FaceSize, scaleEnd);
        var columns = Math.Min(options.Columns, rows.Count);
        var lines = (rows.Count + columns - 1) / columns;
        var width = (2 * Margin) + (columns * block.Width) + ((columns - 1) * BlockGap);
        var header = Margin + (options.Title.Length > 0 ? TitleHeight : 0) + LegendHeight;
        var pitch = block.Height + RowGap;
        using var drawing = new Drawing(width, header + (lines * pitch) - RowGap + Margin, options.Scale);
        DrawHeader(drawing, options, width, header);
        for (var i = 0; i < rows.Count; i++)
        {
            var (x, y) = (Margin + (i % columns * (block.Width + BlockGap)), header + (i / columns * pitch));
            drawing.Fill(x, y - (RowGap / 2), block.Width, 1, Palette.Line);
            block.Draw(drawing, rows[i], x, y);
        }

        return drawing.ToImage();
    }

    private static void DrawHeader(Drawing drawing, DistributionFigureOptions options, int width, int header)
    {
        if (options.Title.Length > 0)
        {
            drawing.Write(
                Drawing.Fit(options.Title, width - (2 * Margin), TitleStyle), Margin, Margin + 17, TitleStyle);
        }

        var baseline = header - LegendHeight + 11;
        var x = Legend(drawing, options.PrimaryName, DistributionBlock.PrimaryColour, Margin, baseline);
        x = Legend(drawing, options.CorrectedName, DistributionBlock.CorrectedColour, x, baseline);
        const string Explanation = "full colour: the class with the highest probability";
        if (x + Drawing.Measure(Explanation, LegendStyle) <= width - Margin)
        {
            drawing.Write(Explanation, x, baseline, LegendStyle with { Colour = Palette.QuietInk });
        }
    }

    private static float Legend(Drawing drawing, string name, uint colour, float x, float baseline)
    {
        name = Drawing.Fit(name, LongestSeriesName, LegendStyle);
        drawing.Fill(x, baseline - 10, 22, 11, colour, 2);
        drawing.Write(name, x + 29, baseline, LegendStyle);
        return x + 29 + Drawing.Measure(name, LegendStyle) + 22;
    }

    private static void Check(IReadOnlyList<string> classNames, IReadOnlyList<DistributionFigureRow> rows)
    {
        if (classNames.Count is < 2 or > 12)
        {
            throw new ArgumentException(
                $"There are {classNames.Count} classes. Expected 2 to 12; draw fewer.", nameof(classNames));
        }

        if (rows.Count == 0)
        {
            throw new ArgumentException("There are no faces to draw. Expected at least one row.", nameof(rows));
        }

        foreach (var row in rows)
        {
            if (row.Primary.Count != classNames.Count || row.Corrected.Count != classNames.Count)
            {
                throw new ArgumentException(
                    $"'{row.Title}' has {row.Primary.Count} primary and {row.Corrected.Count} corrected "
                    + $"probabilities. Expected {classNames.Count} of each, one a class.",
                    nameof(rows));
            }

            foreach (var value in row.Primary.Concat(row.Corrected))
            {
                if (!(value is >= -1e-6 and <= 1 + 1e-6))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"'{row.Title}' has the probability {value}. Expected [0, 1]."),
                        nameof(rows));
                }
            }
        }
    }
}
