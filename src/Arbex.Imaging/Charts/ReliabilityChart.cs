using System.Globalization;

namespace Arbex.Imaging.Charts;

/// <summary>One bar of a reliability diagram.</summary>
/// <param name="Low">Least confidence, in [0, 1].</param>
/// <param name="High">Greatest confidence, in [0, 1].</param>
/// <param name="Count">Predictions in between.</param>
/// <param name="Confidence">Their mean confidence, in [0, 1].</param>
/// <param name="Accuracy">Share of them that are right, in [0, 1].</param>
public sealed record ReliabilityBar(double Low, double High, int Count, double Confidence, double Accuracy);

/// <summary>A reliability diagram: accuracy by confidence, with the gap to the diagonal, and how many there are of
/// each confidence.</summary>
public static class ReliabilityChart
{
    private const double Side = 270;
    private const double LeftMargin = 52;
    private const double RightMargin = 22;
    private const double TopMargin = 88;
    private const double HistogramHeight = 46;
    private const double HistogramGap = 54;

    /// <summary>Draws the diagram.</summary>
    /// <param name="title">Whose confidence it is, such as "primary l".</param>
    /// <param name="bars">Bars from 0 to 1, at least one.</param>
    /// <param name="note">A short line inside the diagram, such as the calibration error.</param>
    /// <exception cref="ArgumentException">There is no bar.</exception>
    public static Sketch Draw(string title, IReadOnlyList<ReliabilityBar> bars, string note = "")
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Count == 0)
        {
            throw new ArgumentException("There are no bars to draw. Expected at least one.", nameof(bars));
        }

        var sketch = new Sketch(
            LeftMargin + Side + RightMargin, TopMargin + Side + HistogramGap + HistogramHeight + 12,
            $"Reliability diagram of {title}: accuracy by confidence");
        var area = new ChartArea(
            LeftMargin, TopMargin, Side, Side, new("confidence", 0, 1, IsShare: true),
            new("accuracy", 0, 1, IsShare: true));
        sketch.Add(new Words(
            ChartText.Fit(title, Side, 14, bold: true), LeftMargin - 44, 16, 14, Bold: true));
        sketch.Add(ChartLegend.Draw(
            [new("right", Tone.Blue), new("surer than right", Tone.Vermillion), new("righter than sure", Tone.Sky)],
            LeftMargin - 44, 24, Side + 60));
        sketch.Add(area.Lattice().Where(item => item is not Words { Text: "accuracy" }));
        foreach (var bar in bars.Where(bar => bar.Count > 0))
        {
            AddBar(sketch, area, bar);
        }

        sketch.Add(new Stroke([area.At(0, 0), area.At(1, 1)], Tone.Ink, 1, Dashed: true));
        sketch.Add(new Words(note, area.Left + 10, area.Top + 20, ChartText.Normal, Bold: true, Halo: true));
        AddHistogram(sketch, area, bars);
        return sketch;
    }

    private static void AddBar(Sketch sketch, ChartArea area, ReliabilityBar bar)
    {
        var (x, width) = (area.X(bar.Low) + 1, area.X(bar.High) - area.X(bar.Low) - 2);
        var hint = string.Create(
            CultureInfo.InvariantCulture,
            $"{bar.Count} of confidence {bar.Low:0.00} to {bar.High:0.00}: {bar.Accuracy:0.0 %} right, mean "
            + $"confidence {bar.Confidence:0.0 %}");
        var (upper, lower) = (Math.Max(bar.Accuracy, bar.Confidence), Math.Min(bar.Accuracy, bar.Confidence));
        var gap = bar.Confidence > bar.Accuracy ? Tone.Vermillion : Tone.Sky;
        sketch.Add(new Box(x, area.Y(lower), width, area.Bottom - area.Y(lower), Tone.Blue, Hint: hint));
        sketch.Add(new Box(x, area.Y(upper), width, area.Y(lower) - area.Y(upper), gap, 0.8, Hint: hint));
        sketch.Add(new Stroke(
            [new(x, area.Y(bar.Accuracy)), new(x + width, area.Y(bar.Accuracy))], Tone.Ink, 1.75));
    }

    private static void AddHistogram(Sketch sketch, ChartArea area, IReadOnlyList<ReliabilityBar> bars)
    {
        var (most, bottom) = (Math.Max(1, bars.Max(bar => bar.Count)), area.Bottom + HistogramGap + HistogramHeight);
        sketch.Add(new Stroke([new(area.Left, bottom), new(area.Right, bottom)], Tone.Grey));
        sketch.Add(new Words(
            most.ToString(CultureInfo.InvariantCulture), area.Left - 8, bottom - HistogramHeight + 9, ChartText.Small,
            Tone.Quiet, TextAnchor.Right));
        sketch.Add(new Words("0", area.Left - 8, bottom + 1, ChartText.Small, Tone.Quiet, TextAnchor.Right));
        foreach (var bar in bars.Where(bar => bar.Count > 0))
        {
            var height = Math.Max(HistogramHeight * bar.Count / most, 1);
            sketch.Add(new Box(
                area.X(bar.Low) + 1, bottom - height, area.X(bar.High) - area.X(bar.Low) - 2, height, Tone.Grey,
                Hint: $"{bar.Count} predictions"));
        }
    }
}
