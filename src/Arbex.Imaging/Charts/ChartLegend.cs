namespace Arbex.Imaging.Charts;

/// <summary>Names beside samples of their colours, in lines as wide as the chart.</summary>
internal static class ChartLegend
{
    private const double Line = 20;
    private const double Mark = 18;
    private const double MarkGap = 6;
    private const double Gap = 18;

    public static double Height(IReadOnlyList<LegendEntry> entries, double width) =>
        entries.Count == 0 ? 0 : (Places(entries, width).Max(place => place.Y) + Line);

    /// <summary>Draws the legend with its upper left corner at (x, y).</summary>
    public static IEnumerable<SketchItem> Draw(
        IReadOnlyList<LegendEntry> entries, double x, double y, double width)
    {
        var places = Places(entries, width);
        for (var i = 0; i < entries.Count; i++)
        {
            var (entry, left, middle) = (entries[i], x + places[i].X, y + places[i].Y + (Line / 2));
            yield return entry.IsLine
                ? new Stroke([new(left, middle), new(left + Mark, middle)], entry.Tone, 2.5, entry.IsDashed)
                : new Box(left + 3, middle - 6, 12, 12, entry.Tone, Radius: entry.IsDot ? 6 : 2);
            yield return new Words(Shown(entry, width), left + Mark + MarkGap, middle + 4.5, ChartText.Normal);
        }
    }

    private static Place[] Places(IReadOnlyList<LegendEntry> entries, double width)
    {
        var places = new Place[entries.Count];
        var (x, y) = (0.0, 0.0);
        for (var i = 0; i < entries.Count; i++)
        {
            var own = Mark + MarkGap + ChartText.Width(Shown(entries[i], width));
            if (x > 0 && x + own > width)
            {
                (x, y) = (0, y + Line);
            }

            places[i] = new(x, y);
            x += own + Gap;
        }

        return places;
    }

    private static string Shown(LegendEntry entry, double width) =>
        ChartText.Fit(entry.Name, width - Mark - MarkGap);
}

/// <summary>One line of a legend.</summary>
internal sealed record LegendEntry(
    string Name, Tone Tone, bool IsLine = false, bool IsDashed = false, bool IsDot = false);
