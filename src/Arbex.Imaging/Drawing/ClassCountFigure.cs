namespace Arbex.Imaging;

/// <summary>Draws how often each class occurs in each part of a dataset: bars of shares, with counts.</summary>
/// <remarks>All panels have one scale, so that a class's share can be compared between parts of other sizes.</remarks>
public static class ClassCountFigure
{
    /// <summary>Most classes that fit on a readable figure.</summary>
    public const int MostClasses = 60;

    private const int Margin = 32;
    private const int PanelGap = 36;
    private const int RowGap = 34;
    private const int TitleHeight = 44;

    private static readonly TextStyle TitleStyle = new(22, Bold: true);
    private static readonly uint[] Colours = [Palette.Blue, Palette.Orange, Palette.Vermillion, Palette.Grey];

    /// <summary>Draws the figure.</summary>
    /// <param name="classNames">Names of the classes, 1 to <see cref="MostClasses"/>; too long ones are shortened.</param>
    /// <param name="panels">The parts, at least one, each with one count a class.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">There is no panel, or counts do not fit the classes.</exception>
    /// <exception cref="ArbexException">An option is out of its range, or the figure would exceed 200 million
    /// pixels.</exception>
    public static ImageBuffer Draw(
        IReadOnlyList<string> classNames, IReadOnlyList<ClassCountPanel> panels, ClassCountFigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(panels);
        options = (options ?? new ClassCountFigureOptions()).Validated();
        Check(classNames, panels);

        var block = new ClassCountBlock(classNames, ScaleEnd(panels));
        var columns = Math.Min(options.Columns, panels.Count);
        var rows = (panels.Count + columns - 1) / columns;
        var header = Margin + (options.Title.Length > 0 ? TitleHeight : 0);
        var width = (2 * Margin) + block.NameWidth + (columns * ClassCountBlock.Width) + ((columns - 1) * PanelGap);
        using var drawing = new Drawing(
            width, header + (rows * (block.Height + RowGap)) - RowGap + Margin, options.Scale);
        if (options.Title.Length > 0)
        {
            drawing.Write(Drawing.Fit(options.Title, width - (2 * Margin), TitleStyle), Margin, Margin + 17, TitleStyle);
        }

        for (var i = 0; i < panels.Count; i++)
        {
            var x = Margin + block.NameWidth + (i % columns * (ClassCountBlock.Width + PanelGap));
            var y = header + (i / columns * (block.Height + RowGap));
            if (i % columns == 0)
            {
                block.DrawNames(drawing, Margin, y);
            }

            block.DrawPanel(drawing, panels[i], x, y, Colours[i % Colours.Length]);
        }

        return drawing.ToImage();
    }

    /// <summary>The largest share of any panel, rounded up to a whole tenth.</summary>
    private static double ScaleEnd(IReadOnlyList<ClassCountPanel> panels)
    {
        var largest = panels.Max(panel => panel.Counts.Max() / Math.Max(1.0, panel.Counts.Sum(count => (long)count)));
        return Math.Clamp(Math.Ceiling(largest * 10) / 10, 0.1, 1);
    }

    private static void Check(IReadOnlyList<string> classNames, IReadOnlyList<ClassCountPanel> panels)
    {
        if (classNames.Count is < 1 or > MostClasses)
        {
            throw new ArgumentException(
                $"There are {classNames.Count} classes. Expected 1 to {MostClasses}; draw fewer.", nameof(classNames));
        }

        if (panels.Count == 0)
        {
            throw new ArgumentException("There are no panels to draw. Expected at least one.", nameof(panels));
        }

        foreach (var panel in panels)
        {
            if (panel.Counts.Count != classNames.Count || panel.Counts.Any(count => count < 0))
            {
                throw new ArgumentException(
                    $"'{panel.Title}' has {panel.Counts.Count} counts, the smallest {panel.Counts.DefaultIfEmpty().Min()}. "
                    + $"Expected {classNames.Count} of at least 0, one a class.",
                    nameof(panels));
            }
        }
    }
}
