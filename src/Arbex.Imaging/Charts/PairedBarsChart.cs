using System.Globalization;

namespace Arbex.Imaging.Charts;

/// <summary>One face's probabilities before and after a correction, two bars a class (the paper's figure 5).</summary>
public static class PairedBarsChart
{
    /// <summary>Most classes that stay readable.</summary>
    public const int MostClasses = 30;

    private const double LongestName = 100;
    private const double BarsWidth = 165;
    private const double ValueWidth = 46;
    private const double RowHeight = 25;
    private const double BarHeight = 9;
    private const double Faint = 0.4;

    /// <summary>Draws the bars; the true class has a bold name, the most probable class of each distribution full
    /// colour.</summary>
    /// <param name="classNames">Names of the classes, 2 to <see cref="MostClasses"/>; too long ones are
    /// shortened.</param>
    /// <param name="primary">Probabilities before, [N].</param>
    /// <param name="corrected">Probabilities after, [N].</param>
    /// <param name="truth">The true class.</param>
    /// <exception cref="ArgumentException">Too few or many classes, or probabilities that do not fit them.</exception>
    public static Sketch Draw(
        IReadOnlyList<string> classNames, IReadOnlyList<double> primary, IReadOnlyList<double> corrected, int truth)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(corrected);
        ChartChecks.Classes(classNames.Count, MostClasses);
        ChartChecks.SameLength(classNames.Count, primary.Count, "primary probabilities");
        ChartChecks.SameLength(classNames.Count, corrected.Count, "corrected probabilities");
        string[] names = [.. classNames.Select(name => ChartText.Fit(name, LongestName, ChartText.Small, bold: true))];
        var left = names.Max(name => ChartText.Width(name, ChartText.Small, bold: true)) + 10;
        var sketch = new Sketch(
            left + BarsWidth + ValueWidth, (classNames.Count * RowHeight) + 2,
            $"Probabilities before and after balancing; the label is {classNames[truth]}");
        sketch.Add(new Stroke([new(left, 0), new(left, classNames.Count * RowHeight)], Tone.Grey));
        for (var k = 0; k < names.Length; k++)
        {
            var middle = (k + 0.5) * RowHeight;
            var isTruth = k == truth;
            sketch.Add(new Words(
                names[k], left - 8, middle + 4, ChartText.Small, isTruth ? Tone.Ink : Tone.Quiet, TextAnchor.Right,
                isTruth));
            AddBar(sketch, left, middle - BarHeight - 1, primary, k, Tone.Orange);
            AddBar(sketch, left, middle + 1, corrected, k, Tone.Blue);
        }

        return sketch;
    }

    private static void AddBar(Sketch sketch, double left, double y, IReadOnlyList<double> row, int k, Tone tone)
    {
        var (length, isTop) = (Math.Max(Math.Clamp(row[k], 0, 1) * BarsWidth, 0.75), row[k] >= row.Max());
        sketch.Add(new Box(left, y, length, BarHeight, tone, isTop ? 1 : Faint));
        sketch.Add(new Words(
            Math.Max(row[k], 0).ToString("0.000", CultureInfo.InvariantCulture), left + length + 5, y + 8.5, 10.5,
            isTop ? Tone.Ink : Tone.Quiet, Bold: isTop));
    }
}
