namespace Arbex.Imaging.Charts;

/// <summary>A row of a chart of runs.</summary>
/// <param name="Name">What was run.</param>
/// <param name="Values">The result of each run; may be empty.</param>
/// <param name="Reference">A number to compare with; null where there is none.</param>
public sealed record ChartRow(string Name, IReadOnlyList<double> Values, double? Reference = null);

/// <summary>Results of several runs of several settings: a row for each setting, a dot for each run, a bar at their mean.
/// </summary>
public static class RowsChart
{
    /// <summary>Most rows that stay readable.</summary>
    public const int MostRows = 30;

    private const double AreaWidth = 380;
    private const double RowHeight = 26;
    private const double LongestName = 190;
    private const double BottomMargin = 48;
    private const double RightMargin = 22;
    private const double DotSize = 7;

    /// <summary>Draws the rows from top to bottom.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="across">The axis of the values.</param>
    /// <param name="values">Name of the dots in the legend, such as "a run".</param>
    /// <param name="reference">Name of the reference in the legend, such as "the paper".</param>
    /// <param name="rows">1 to <see cref="MostRows"/>.</param>
    /// <exception cref="ArgumentException">No row, or too many.</exception>
    public static Sketch Draw(
        string title, ChartAxis across, string values, string reference, IReadOnlyList<ChartRow> rows)
    {
        ArgumentNullException.ThrowIfNull(across);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count is 0 or > MostRows)
        {
            throw new ArgumentException($"There are {rows.Count} rows. Expected 1 to {MostRows}.", nameof(rows));
        }

        LegendEntry[] legend =
        [
            new(values, Tone.Blue, IsDot: true),
            .. rows.Any(row => row.Reference is not null) ? [new LegendEntry(reference, Tone.Orange, IsDot: true)] : Array.Empty<LegendEntry>(),
        ];
        string[] names = [.. rows.Select(row => ChartText.Fit(row.Name, LongestName, ChartText.Small))];
        var left = names.Max(name => ChartText.Width(name, ChartText.Small)) + 18;
        var top = ChartLegend.Height(legend, AreaWidth) + 10;
        var height = rows.Count * RowHeight;
        var sketch = new Sketch(left + AreaWidth + RightMargin, top + height + BottomMargin, title);
        var area = new ChartArea(left, top, AreaWidth, height, across, new ChartAxis("", 0, rows.Count, IsWhole: true));
        sketch.Add(ChartLegend.Draw(legend, left, 0, AreaWidth));
        sketch.Add(area.LatticeAcross());
        for (var i = 0; i < rows.Count; i++)
        {
            AddRow(sketch, area, across, names[i], rows[i], top + ((i + 0.5) * RowHeight));
        }

        return sketch;
    }

    private static void AddRow(Sketch sketch, ChartArea area, ChartAxis across, string name, ChartRow row, double middle)
    {
        double At(double value) => area.X(Math.Clamp(value, across.Low, across.High));
        sketch.Add(new Words(name, area.Left - 10, middle + 4, ChartText.Small, Tone.Ink, TextAnchor.Right));
        if (row.Reference is { } reference)
        {
            sketch.Add(new Dots([new(At(reference), middle)], Tone.Orange, DotSize));
        }

        if (row.Values.Count > 0)
        {
            var mean = At(row.Values.Average());
            sketch.Add(new Stroke([new(mean, middle - 9), new(mean, middle + 9)], Tone.Blue, 2.25));
            sketch.Add(new Dots([.. row.Values.Select(value => new Place(At(value), middle))], Tone.Blue, DotSize, 0.6));
        }
    }
}
