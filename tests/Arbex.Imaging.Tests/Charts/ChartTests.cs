using System.Xml.Linq;
using Arbex.Imaging.Charts;

namespace Arbex.Imaging.Tests.Charts;

public sealed class ChartTests
{
    private static readonly string[] Names = ["neutral", "happiness", "disappointment", "fear"];

    public static TheoryData<string> Kinds => [.. Charts().Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_chart_is_the_same_as_svg_and_as_a_picture(string kind)
    {
        var sketch = Charts()[kind];
        var svg = XDocument.Parse(sketch.ToSvg()).Root!;
        var picture = sketch.ToImage(scale: 1);

        Assert.Equal("http://www.w3.org/2000/svg", svg.Name.NamespaceName);
        Assert.Equal($"0 0 {sketch.Width} {sketch.Height}", svg.Attribute("viewBox")!.Value);
        Assert.Equal((sketch.Width + 28, sketch.Height + 28), (picture.Width, picture.Height));
        Assert.Equal(2 * (sketch.Width + 28), sketch.ToImage(scale: 2).Width);
        Assert.NotEmpty(svg.Elements().First().Value);
        Assert.All(
            svg.Descendants().Where(element => element.Name.LocalName is "rect" or "path" or "text"),
            element => Assert.NotNull(element.Attribute("class")));
        // Each tone of the SVG is in the picture.
        foreach (var tone in svg.Descendants().Where(element => element.Name.LocalName == "rect"
            && element.Attribute("fill-opacity") is null && double.Parse(element.Attribute("width")!.Value) > 3
            && double.Parse(element.Attribute("height")!.Value) > 3)
            .Select(element => element.Attribute("fill")!.Value))
        {
            Assert.True(Has(picture, tone), $"{kind} lacks {tone}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_lies_outside_even_with_long_names(string kind)
    {
        var sketch = Charts(new string('W', 200))[kind];
        foreach (var text in sketch.ToSvgElement().Elements("text").Where(text => text.Attribute("transform") is null))
        {
            var x = double.Parse(text.Attribute("x")!.Value);
            var width = text.Value.Length == 0 ? 0 : Drawn(text);
            var left =
                text.Attribute("text-anchor")?.Value switch { "end" => x - width, "middle" => x - (width / 2), _ => x };
            Assert.InRange(left, -0.5, sketch.Width);
            Assert.InRange(left + width, 0, sketch.Width + 0.5);
        }
    }

    [Theory]
    [InlineData(0.643, 0.752, 0.6, 0.8)]
    [InlineData(0.5, 0.5, 0.498, 0.502)]
    [InlineData(0, 1, 0, 1)]
    public void An_axis_around_values_holds_them_between_round_numbers(double low, double high, double start, double end)
    {
        var axis = ChartAxis.Around("accuracy", [high, double.NaN, low], isShare: true);
        Assert.Equal(start, axis.Low, 9);
        Assert.Equal(end, axis.High, 9);
    }

    [Fact]
    public void A_row_has_a_dot_for_each_run_and_a_bar_at_their_mean()
    {
        var svg = RowsChart.Draw("Runs", new("x", 0, 1), "a run", "paper", [new("a", [0.2, 0.4], 0.9), new("b", [])])
            .ToSvgElement();
        var dots = svg.Descendants("path").Where(path => path.Attribute("stroke-width")?.Value == "7")
            .Sum(path => path.Attribute("d")!.Value.Count(letter => letter == 'M'));
        Assert.Equal(3, dots); // two runs and the reference
    }

    [Fact]
    public void A_cell_of_the_confusion_matrix_is_as_blue_as_its_share()
    {
        var cells = ConfusionChart.Draw(["a", "b"], [[3, 1], [0, 0]]).ToSvgElement().Elements("rect")
            .Where(cell => cell.Element("title") is not null).ToArray();
        Assert.Equal(["0.75", "0.25", "0", "0"], cells.Select(cell => cell.Attribute("fill-opacity")!.Value));
        Assert.Equal("a predicted as b: 1 of 4", cells[1].Element("title")!.Value);
    }

    [Fact]
    public void Bars_of_a_reliability_diagram_end_at_accuracy_and_confidence()
    {
        var svg = ReliabilityChart.Draw("x", [new(0, 0.5, 10, 0.4, 0.2), new(0.5, 1, 10, 0.6, 0.9)]).ToSvgElement();
        var bars =
            svg.Elements("rect").Where(bar => bar.Element("title")?.Value.Contains("confidence") == true).ToArray();
        // 270 points a side: 0.2 right and 0.2 surer than right; 0.6 right, and 0.3 righter than sure.
        Assert.Equal(["54", "54", "162", "81"], bars.Select(bar => bar.Attribute("height")!.Value));
        Assert.Equal(
            ["f-blue", "f-vermillion", "f-blue", "f-sky"], bars.Select(bar => bar.Attribute("class")!.Value));
    }

    [Fact]
    public void A_curve_is_interrupted_where_it_is_undefined()
    {
        ChartAxis axis = new("x", 0, 10);
        var whole = CurveChart.Draw("t", axis, axis, [new("c", [1, 2, 3, 4], [1, 2, 3, 4])]);
        var broken = CurveChart.Draw("t", axis, axis, [new("c", [1, 2, 3, 4, 5], [1, 2, double.NaN, 4, 5])]);
        Assert.Equal(Lines(whole) + 1, Lines(broken));

        static int Lines(Sketch sketch) =>
            sketch.ToSvgElement().Elements("path").Count(path => path.Attribute("stroke-width")!.Value == "2.25");
    }

    [Theory]
    [InlineData(0, 1, true, "0 %, 20 %, 40 %, 60 %, 80 %, 100 %")]
    [InlineData(0, 12, false, "0, 5, 10")]
    [InlineData(-0.1, 0.1, false, "-0.1, -0.05, 0, 0.05, 0.1")]
    public void Ticks_are_round_numbers(double low, double high, bool isShare, string expected)
    {
        ChartAxis axis = new("t", low, high, isShare), other = new("t", 0, 1);
        var texts = CurveChart.Draw("t", axis, other, [new("c", [low, high], [0, 1])]).ToSvgElement().Elements("text")
            .Where(text => text.Attribute("text-anchor")?.Value == "middle" && text.Value != "t")
            .Select(text => text.Value);
        Assert.Equal(expected, string.Join(", ", texts));
    }

    [Fact]
    public void An_axis_of_epochs_names_whole_ones() => Assert.DoesNotContain(
        CurveChart.Draw(
            "t", new("epoch", 0, 2, IsWhole: true), new("y", 0, 1, IsShare: true), [new("c", [1, 2], [0, 1])])
            .ToSvgElement().Elements("text"),
        text => text.Value.Contains('.'));

    [Fact]
    public void Names_on_a_layout_do_not_lie_on_one_another()
    {
        double[] points = [.. Enumerable.Range(0, 40).SelectMany(i => new[] { i / 100.0, Math.Sin(i) / 100 }), 50, 50];
        int[] labels = [.. Enumerable.Range(0, 41).Select(i => i % 4)];
        var names = ScatterChart.Draw("t", Names, points, labels).ToSvgElement().Elements("text")
            .Where(text => text.Attribute("class")!.Value.Contains("halo"))
            .Select(text => double.Parse(text.Attribute("y")!.Value))
            .Order().ToArray();
        Assert.Equal(4, names.Length);
        Assert.All(names.Zip(names.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 12));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ConfusionChart.Draw(["a"], [[1]]));
        Assert.Throws<ArgumentException>(() => ConfusionChart.Draw(["a", "b"], [[1, 2]]));
        Assert.Throws<ArgumentException>(() => ReliabilityChart.Draw("x", []));
        Assert.Throws<ArgumentException>(() => CurveChart.Draw("x", new("x", 0, 1), new("y", 0, 1), []));
        Assert.Throws<ArgumentException>(
            () => CurveChart.Draw("x", new("x", 0, 1), new("y", 0, 1), [new("c", [1], [1, 2])]));
        Assert.Throws<ArgumentException>(() => ScatterChart.Draw("x", Names, [1, 2, 3], [0]));
        Assert.Throws<ArgumentException>(() => PairedBarsChart.Draw(Names, [1, 0], [1, 0, 0, 0], 0));
        Assert.Throws<ArbexException>(() => PairedBarsChart.Draw(Names, [1, 0, 0, 0], [1, 0, 0, 0], 0).ToImage(9));
    }

    private static Dictionary<string, Sketch> Charts(string? name = null)
    {
        string[] names = [.. Names.Select((own, k) => k == 2 ? name ?? own : own)];
        double[] x = [0, 0.5, 1];
        return new()
        {
            ["confusion"] = ConfusionChart.Draw(names, [[30, 2, 0, 1], [3, 40, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0]]),
            ["reliability"] = ReliabilityChart.Draw(
                name ?? "L_final", [new(0, 0.5, 10, 0.4, 0.2), new(0.5, 1, 20, 0.7, 0.9)], "ECE 0.1"),
            ["curves"] = CurveChart.Draw(
                "Risk", new("coverage", 0, 1, IsShare: true), new("risk", 0, 1, IsShare: true),
                [new(name ?? "a", x, [0, 0.1, 0.3]), new("b", x, [0, 0.2, 0.3], CurveKind.Dashed),
                    new("best", x, [0, 0, 0.3], CurveKind.Reference)]),
            ["scatter"] = ScatterChart.Draw("Layout", names, [0, 0, 1, 1, 2, 0, 3, 3], [0, 1, 2, 3]),
            ["rows"] = RowsChart.Draw(
                "Runs", ChartAxis.Around("accuracy", [0.71, 0.78], isShare: true), "a run", "the paper",
                [new(name ?? "K = 0", [0.71, 0.74], 0.73), new("K = 10", [0.78]), new("K = 20", [])]),
            ["bars"] = PairedBarsChart.Draw(names, [0.1, 0.2, 0.6, 0.1], [0.3, 0.3, 0.3, 0.1], 2),
        };
    }

    /// <summary>Width with the embedded fonts, which no reader's own fonts exceed by more than a fifth.</summary>
    private static double Drawn(XElement text)
    {
        var size = double.Parse(text.Attribute("font-size")!.Value);
        using var typeface = SkiaSharp.SKTypeface.FromStream(
            typeof(ContactSheet).Assembly.GetManifestResourceStream(
                $"Arbex.Imaging.Fonts.Roboto-{(text.Attribute("font-weight") is null ? "Regular" : "Bold")}.ttf")!);
        using var font = new SkiaSharp.SKFont(typeface, (float)size);
        return font.MeasureText(text.Value);
    }

    private static bool Has(ImageBuffer image, string hex)
    {
        var wanted = Convert.FromHexString(hex[1..]);
        return image.Pixels.Chunk(3).Any(pixel => pixel.SequenceEqual(wanted));
    }
}
