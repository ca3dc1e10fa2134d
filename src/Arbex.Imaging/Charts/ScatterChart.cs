namespace Arbex.Imaging.Charts;

/// <summary>Dots in the plane, coloured and named by class, without axes: for layouts whose coordinates mean
/// nothing.</summary>
public static class ScatterChart
{
    private const double Side = 480;
    private const double Inset = 14;

    /// <summary>Draws the dots.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="classNames">Names of the classes; beyond eight, colours repeat and the names on the dots tell them
    /// apart.</param>
    /// <param name="points">x and y of each dot, n x 2 numbers, row-major.</param>
    /// <param name="labels">The class of each dot, shape [n], at least one.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit.</exception>
    public static Sketch Draw(
        string title, IReadOnlyList<string> classNames, IReadOnlyList<double> points, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(labels.Count, 1, nameof(labels));
        ChartChecks.SameLength(2 * labels.Count, points.Count, "coordinates");
        var legend = classNames.Select((name, k) => new LegendEntry(name, ToneOf(k), IsDot: true)).ToArray();
        var top = ChartLegend.Height(legend, Side) + 8;
        var sketch = new Sketch(Side, top + Side, title);
        sketch.Add(ChartLegend.Draw(legend, 0, 0, Side));
        sketch.Add(new Box(0, top, Side, Side, Tone.Ground, Radius: 6));
        var places = Places(points, top);
        foreach (var k in Enumerable.Range(0, classNames.Count))
        {
            Place[] own = [.. places.Where((_, i) => labels[i] == k)];
            if (own.Length > 0)
            {
                sketch.Add(new Dots(own, ToneOf(k), labels.Count > 800 ? 4.5 : 6, 0.75));
            }
        }

        AddNames(sketch, classNames, places, labels);
        return sketch;
    }

    private static Tone ToneOf(int k) => Tones.Series[k % Tones.Series.Length];

    /// <summary>One scale for both directions, so that distances stay true.</summary>
    private static Place[] Places(IReadOnlyList<double> points, double top)
    {
        double[] x = [.. points.Where((_, i) => i % 2 == 0)], y = [.. points.Where((_, i) => i % 2 == 1)];
        var reach = Math.Max(Math.Max(x.Max() - x.Min(), y.Max() - y.Min()), 1e-12);
        var scale = (Side - (2 * Inset)) / reach;
        var (midX, midY) = ((x.Max() + x.Min()) / 2, (y.Max() + y.Min()) / 2);
        return
        [
            .. x.Zip(y, (a, b) => new Place(
                (Side / 2) + ((a - midX) * scale), top + (Side / 2) + ((b - midY) * scale))),
        ];
    }

    /// <summary>Each class's name where its dots are densest, moved down where it would lie on another name.</summary>
    private static void AddNames(
        Sketch sketch, IReadOnlyList<string> classNames, Place[] places, IReadOnlyList<int> labels)
    {
        const double Height = 17;
        var written = new List<(double Left, double Right, double Baseline)>();
        for (var k = 0; k < classNames.Count; k++)
        {
            Place[] own = [.. places.Where((_, i) => labels[i] == k)];
            if (own.Length == 0)
            {
                continue;
            }

            var name = ChartText.Fit(classNames[k], 120, bold: true);
            var half = ChartText.Width(name, bold: true) / 2;
            var middle = Densest(own);
            var x = Math.Clamp(middle.X, half + 4, Side - half - 4);
            var baseline = middle.Y + 5;
            while (written.Any(other => other.Left < x + half && x - half < other.Right
                && Math.Abs(other.Baseline - baseline) < Height))
            {
                baseline += Height / 4;
            }

            written.Add((x - half, x + half, baseline));
            sketch.Add(new Words(
                name, x, Math.Min(baseline, sketch.Height - 6), ChartText.Normal, Tone.Ink, TextAnchor.Centre,
                Bold: true, Halo: true));
        }
    }

    /// <summary>The dot with the most others around it.</summary>
    private static Place Densest(Place[] own)
    {
        const double Around = 36 * 36;
        return own.MaxBy(a => own.Count(b => ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) < Around));
    }
}
