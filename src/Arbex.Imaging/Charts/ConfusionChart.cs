using System.Globalization;

namespace Arbex.Imaging.Charts;

/// <summary>A confusion matrix: a row for each true class, its shares in colour and in percent, counts below.</summary>
public static class ConfusionChart
{
    /// <summary>Most classes that stay readable.</summary>
    public const int MostClasses = 30;

    private const double LongestName = 120;
    private const double Gap = 2;
    private const double RowCountWidth = 52;
    private const double CaptionHeight = 24;
    private const double Tilt = -40;

    /// <summary>Above this share of colour, white text is easier to read than dark.</summary>
    private const double DarkCell = 0.55;

    /// <summary>Above this share, quiet text is too faint.</summary>
    private const double TintedCell = 0.2;

    /// <summary>Draws the matrix.</summary>
    /// <param name="classNames">Names of the classes, 2 to <see cref="MostClasses"/>; too long ones are
    /// shortened.</param>
    /// <param name="counts">Counts [true][predicted], N rows of N.</param>
    /// <exception cref="ArgumentException">Too few or many classes, or counts that do not fit them.</exception>
    public static Sketch Draw(IReadOnlyList<string> classNames, IReadOnlyList<IReadOnlyList<int>> counts)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(counts);
        ChartChecks.Classes(classNames.Count, MostClasses);
        var n = classNames.Count;
        if (counts.Count != n || counts.Any(row => row.Count != n || row.Any(count => count < 0)))
        {
            throw new ArgumentException($"Expected {n} rows of {n} counts of at least 0.", nameof(counts));
        }

        var cell = n <= 10 ? 48.0 : n <= 16 ? 40 : 30;
        string[] names = [.. classNames.Select(name => ChartText.Fit(name, LongestName))];
        var widest = names.Max(name => ChartText.Width(name));
        var left = Math.Max(widest, ChartText.Width("true class")) + 12;
        var slope = Math.Abs(Math.Tan(Tilt * Math.PI / 180));
        var tilted = widest > cell - 6;
        var namesHeight = tilted ? (widest * Math.Sin(-Tilt * Math.PI / 180)) + 16 : 22;
        var overhang = tilted ? Math.Max(0, (widest * Math.Cos(Tilt * Math.PI / 180)) - RowCountWidth - (cell / 2)) : 0;
        var top = CaptionHeight + namesHeight;
        var sketch = new Sketch(
            left + (n * cell) + RowCountWidth + overhang, top + (n * cell) + 6,
            "Confusion matrix: true classes by row");
        sketch.Add(new Words(
            "predicted as", left + (n * cell / 2), 15, ChartText.Normal, Tone.Quiet, TextAnchor.Centre));
        sketch.Add(new Words("true class", left - 12, top - 8, ChartText.Normal, Tone.Quiet, TextAnchor.Right));
        sketch.Add(new Words("faces", left + (n * cell) + 10, top - 8, ChartText.Normal, Tone.Quiet));
        for (var k = 0; k < n; k++)
        {
            var middle = left + ((k + 0.5) * cell);
            sketch.Add(tilted
                ? new Words(names[k], middle - (4 * slope), top - 6, ChartText.Normal, Turn: Tilt)
                : new Words(names[k], middle, top - 8, ChartText.Normal, Anchor: TextAnchor.Centre));
            AddRow(sketch, classNames, names[k], counts[k], k, left, top + (k * cell), cell);
        }

        return sketch;
    }

    private static void AddRow(
        Sketch sketch, IReadOnlyList<string> classNames, string name, IReadOnlyList<int> counts, int k, double left,
        double top, double cell)
    {
        var total = counts.Sum();
        var middle = top + (cell / 2);
        sketch.Add(new Words(name, left - 12, middle + 4.5, ChartText.Normal, Anchor: TextAnchor.Right));
        sketch.Add(new Words(
            total.ToString("n0", CultureInfo.InvariantCulture), left + (counts.Count * cell) + 10, middle + 4.5,
            ChartText.Small, Tone.Quiet));
        for (var other = 0; other < counts.Count; other++)
        {
            var share = total > 0 ? (double)counts[other] / total : 0;
            var x = left + (other * cell);
            var hint = $"{classNames[k]} predicted as {classNames[other]}: {counts[other]} of {total}";
            sketch.Add(new Box(x, top, cell - Gap, cell - Gap, Tone.Ground, Radius: 3));
            sketch.Add(new Box(x, top, cell - Gap, cell - Gap, Tone.Blue, share, 3, hint));
            if (counts[other] > 0)
            {
                AddNumbers(sketch, share, counts[other], x + ((cell - Gap) / 2), middle, cell, k == other);
            }
        }
    }

    private static void AddNumbers(
        Sketch sketch, double share, int count, double x, double middle, double cell, bool isRight)
    {
        var percent = share < 0.005 ? "<1" : (100 * share).ToString("0", CultureInfo.InvariantCulture);
        var tone = share > DarkCell ? Tone.White : Tone.Ink;
        if (cell < 40)
        {
            sketch.Add(new Words(percent, x, middle + 3.5, 11, tone, TextAnchor.Centre, isRight));
            return;
        }

        sketch.Add(new Words(percent, x, middle - 0.5, ChartText.Normal, tone, TextAnchor.Centre, isRight));
        sketch.Add(new Words(
            count.ToString(CultureInfo.InvariantCulture), x, middle + 14, 10.5,
            share > TintedCell ? tone : Tone.Quiet, TextAnchor.Centre));
    }
}
