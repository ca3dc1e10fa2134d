namespace Arbex.Imaging.Charts;

/// <summary>What a curve stands for.</summary>
public enum CurveKind
{
    /// <summary>A full line.</summary>
    Solid,

    /// <summary>A broken line, for one that may lie on another.</summary>
    Dashed,

    /// <summary>A broken grey line to compare with.</summary>
    Reference,
}

/// <summary>One curve.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="X">Rising values.</param>
/// <param name="Y">As many values; the curve is interrupted where one is not a number.</param>
/// <param name="Kind">How it is drawn.</param>
public sealed record Curve(
    string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, CurveKind Kind = CurveKind.Solid);

/// <summary>Curves over one pair of axes, such as risk by coverage or accuracy by epoch.</summary>
public static class CurveChart
{
    /// <summary>Most curves that are told apart.</summary>
    public const int MostCurves = 8;

    private const double AreaWidth = 400;
    private const double AreaHeight = 250;
    private const double LeftMargin = 52;
    private const double RightMargin = 22;
    private const double AxisTitleHeight = 34;
    private const double BottomMargin = 48;

    /// <summary>Draws the curves.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="across">The horizontal axis.</param>
    /// <param name="up">The vertical axis.</param>
    /// <param name="curves">One to <see cref="MostCurves"/>.</param>
    /// <exception cref="ArgumentException">No curve, too many, or one with unequal lists.</exception>
    public static Sketch Draw(string title, ChartAxis across, ChartAxis up, IReadOnlyList<Curve> curves)
    {
        ArgumentNullException.ThrowIfNull(across);
        ArgumentNullException.ThrowIfNull(up);
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count is 0 or > MostCurves)
        {
            throw new ArgumentException(
                $"There are {curves.Count} curves. Expected 1 to {MostCurves}.", nameof(curves));
        }

        foreach (var curve in curves)
        {
            ChartChecks.SameLength(curve.X.Count, curve.Y.Count, $"values of '{curve.Name}'");
        }

        var tones = TonesOf(curves);
        LegendEntry[] legend =
        [
            .. curves.Zip(tones, (curve, tone) =>
                new LegendEntry(curve.Name, tone, IsLine: true, curve.Kind != CurveKind.Solid)),
        ];
        var legendWidth = AreaWidth + LeftMargin - 8;
        var top = ChartLegend.Height(legend, legendWidth) + AxisTitleHeight;
        var sketch = new Sketch(LeftMargin + AreaWidth + RightMargin, top + AreaHeight + BottomMargin, title);
        var area = new ChartArea(LeftMargin, top, AreaWidth, AreaHeight, across, up);
        sketch.Add(ChartLegend.Draw(legend, 8, 0, legendWidth));
        sketch.Add(area.Lattice());
        for (var i = 0; i < curves.Count; i++)
        {
            AddCurve(sketch, area, curves[i], tones[i], across, up);
        }

        return sketch;
    }

    private static Tone[] TonesOf(IReadOnlyList<Curve> curves)
    {
        var (tones, next) = (new Tone[curves.Count], 0);
        for (var i = 0; i < tones.Length; i++)
        {
            tones[i] = curves[i].Kind == CurveKind.Reference ? Tone.Grey : Tones.Series[next++];
        }

        return tones;
    }

    private static void AddCurve(Sketch sketch, ChartArea area, Curve curve, Tone tone, ChartAxis across, ChartAxis up)
    {
        var run = new List<Place>();
        for (var i = 0; i < curve.X.Count; i++)
        {
            var isDefined = double.IsFinite(curve.X[i]) && double.IsFinite(curve.Y[i]);
            if (isDefined)
            {
                run.Add(area.At(
                    Math.Clamp(curve.X[i], across.Low, across.High), Math.Clamp(curve.Y[i], up.Low, up.High)));
            }

            if (run.Count > 0 && (!isDefined || i == curve.X.Count - 1))
            {
                sketch.Add(run.Count > 1
                    ? new Stroke([.. run], tone, 2.25, curve.Kind != CurveKind.Solid)
                    : new Dots([.. run], tone, 5));
                run.Clear();
            }
        }
    }
}
