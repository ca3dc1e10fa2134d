using System.Globalization;

namespace Arbex.Imaging.Charts;

/// <summary>The values along one side of a chart.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Low">Value at the start.</param>
/// <param name="High">Value at the end, above <paramref name="Low"/>.</param>
/// <param name="IsShare">Whether values are shown in percent.</param>
/// <param name="IsWhole">Whether only whole numbers are named, as for epochs.</param>
public sealed record ChartAxis(string Title, double Low, double High, bool IsShare = false, bool IsWhole = false)
{
    private const int MostSteps = 5;

    /// <summary>An axis around values that differ little, from one round number to another.</summary>
    /// <param name="title">What is measured.</param>
    /// <param name="values">Finite numbers; others are left out.</param>
    /// <param name="isShare">Whether values are shown in percent; such an axis stays between 0 and 1.</param>
    public static ChartAxis Around(string title, IEnumerable<double> values, bool isShare = false)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var step = Step(Math.Max(finite.Max() - finite.Min(), 1e-2));
        var low = Math.Floor((finite.Min() / step) - 1e-9) * step;
        var high = Math.Max(Math.Ceiling((finite.Max() / step) + 1e-9) * step, low + step);
        return isShare ? new(title, Math.Max(0, low), Math.Min(1, high), true) : new(title, low, high);
    }

    /// <summary>An axis from 0 that holds some values and ends at a round number.</summary>
    /// <param name="title">What is measured.</param>
    /// <param name="values">Finite numbers of at least 0; others are left out.</param>
    /// <param name="isShare">Whether values are shown in percent; such an axis ends at 1 at most.</param>
    public static ChartAxis FromZero(string title, IEnumerable<double> values, bool isShare = false)
    {
        var highest = values.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var step = Step(Math.Max(highest, 1e-9));
        var end = Math.Ceiling((highest / step) - 1e-9) * step;
        return new(title, 0, isShare ? Math.Min(1, Math.Max(end, step)) : Math.Max(end, step), isShare);
    }

    internal IEnumerable<double> Ticks()
    {
        var step = IsWhole ? Math.Max(1, Step(High - Low)) : Step(High - Low);
        for (var i = Math.Ceiling((Low / step) - 1e-9); i * step <= High + (step * 1e-9); i++)
        {
            yield return (i * step) + 0.0; // no negative zero
        }
    }

    internal string Shown(double value) => IsShare
        ? (100 * value).ToString("0.##", CultureInfo.InvariantCulture) + " %"
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>1, 2 or 5 times a power of ten, at most five steps.</summary>
    private static double Step(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / MostSteps)));
        return power * (new[] { 1.0, 2, 5, 10 }.First(factor => range / (factor * power) <= MostSteps + 1e-9));
    }
}

/// <summary>The area between two axes: turns values into places and draws the lattice.</summary>
internal sealed class ChartArea(double left, double top, double width, double height, ChartAxis across, ChartAxis up)
{
    public double Left => left;

    public double Top => top;

    public double Right => left + width;

    public double Bottom => top + height;

    public double X(double value) => left + ((value - across.Low) / (across.High - across.Low) * width);

    public double Y(double value) => top + height - ((value - up.Low) / (up.High - up.Low) * height);

    public Place At(double x, double y) => new(X(x), Y(y));

    /// <summary>Lines, numbers and titles; what is measured upwards is told above the numbers.</summary>
    public IEnumerable<SketchItem> Lattice()
    {
        foreach (var value in up.Ticks())
        {
            yield return new Stroke([new(left, Y(value)), new(Right, Y(value))], Tone.Line);
            yield return new Words(
                up.Shown(value), left - 8, Y(value) + 4.5, ChartText.Small, Tone.Quiet, TextAnchor.Right);
        }

        foreach (var item in Ruler())
        {
            yield return item;
        }

        yield return new Words(up.Title, left - 44, top - 14, ChartText.Normal);
    }

    /// <summary>Upright lines, numbers and title of the axis across alone, for rows with names.</summary>
    public IEnumerable<SketchItem> LatticeAcross()
    {
        foreach (var value in across.Ticks())
        {
            yield return new Stroke([new(X(value), top), new(X(value), Bottom)], Tone.Line);
        }

        foreach (var item in Ruler())
        {
            yield return item;
        }
    }

    private IEnumerable<SketchItem> Ruler()
    {
        yield return new Stroke([new(left, Bottom), new(Right, Bottom)], Tone.Grey);
        foreach (var value in across.Ticks())
        {
            yield return new Stroke([new(X(value), Bottom), new(X(value), Bottom + 4)], Tone.Grey);
            yield return new Words(
                across.Shown(value), X(value), Bottom + 18, ChartText.Small, Tone.Quiet, TextAnchor.Centre);
        }

        yield return new Words(
            across.Title, left + (width / 2), Bottom + 38, ChartText.Normal, Tone.Ink, TextAnchor.Centre);
    }
}
