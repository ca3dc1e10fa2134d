using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>The numbers that a reader wants first, and the table of all others.</summary>
internal static class HeadlineSection
{
    private const int FewFaces = 30;

    private static readonly string[] Tiles = ["accuracy", "macroF1", "balancedAccuracy", "ece", "nll", "aurc"];

    public static IEnumerable<XElement> Warnings(ReportContext context)
    {
        if (context.Selection.Warning is { } warning)
        {
            yield return new XElement(
                "div", new XAttribute("class", "warning"), new XAttribute("role", "note"),
                new XElement("strong", "Read with care. "), warning);
        }

        var few = context.Document.Final.PerClass.Zip(context.Labels)
            .Where(pair => pair.First.Support < FewFaces)
            .Select(pair => $"{pair.Second} ({pair.First.Support})").ToArray();
        if (few.Length > 0)
        {
            yield return new XElement(
                "div", new XAttribute("class", "hint"),
                $"Few faces of {string.Join(", ", few)}. What is said of "
                + $"{(few.Length > 1 ? "these classes" : "this class")}, and every average over classes, hangs on "
                + "single faces.");
        }
    }

    public static XElement Make(ReportContext context)
    {
        var tiles = MetricCatalog.All.Where(metric => Tiles.Contains(metric.Key))
            .OrderBy(metric => Array.IndexOf(Tiles, metric.Key));
        return Html.Section(
            "numbers", "Numbers",
            Html.Div("tiles", tiles.Select(metric => Tile(context, metric))),
            Html.Note(IntervalNote(context.Document.Intervals)),
            AllMetrics(context));
    }

    private static XElement Tile(ReportContext context, MetricEntry metric)
    {
        var (document, intervals) = (context.Document, context.Document.Intervals);
        var (final, primary) = (metric.Value(document.Final), metric.Value(document.Primary));
        var direction = metric.HigherIsBetter == true ? "higher is better" : "lower is better";
        return Html.Div(
            "tile",
            Html.Div("tile-name", metric.Title),
            Html.Div("tile-value", Shown.Value(metric, final)),
            intervals is null
                ? null
                : Html.Div("tile-range", $"95 %: {Shown.Range(metric, metric.Interval!(intervals.Final))}"),
            context.Balances
                ? Html.Div(
                    "tile-note",
                    $"before balancing {Shown.Value(metric, primary)}, change "
                        + $"{Shown.Difference(metric, final - primary)}"
                    + (intervals is null
                        ? ""
                        : $" ({Shown.DifferenceRange(metric, metric.Interval!(intervals.FinalLessPrimary))})"))
                : null,
            Html.Div("tile-note", direction));
    }

    private static string IntervalNote(EvaluationIntervals? intervals) => intervals is null
        ? "No intervals: they were not asked for, or all faces are of one video or subject."
        : $"95 % intervals: percentile bootstrap over {Shown.Count(intervals.Groups)} groups (videos, subjects or "
            + $"single faces), {Shown.Count(intervals.Resamples)} resamples, seed {intervals.Seed}. They cover the "
            + "choice of test faces, not another training seed. Changes are paired on the same resamples.";

    private static XElement AllMetrics(ReportContext context)
    {
        var document = context.Document;
        (string Name, DistributionMetrics? Metrics, MetricIntervals? Intervals)[] sets = context.Balances
            ?
            [
                ("L_final", document.Final, document.Intervals?.Final),
                ("l", document.Primary, document.Intervals?.Primary),
                ("t_g (anchors)", document.Anchor, document.Intervals?.Anchor),
                ("t_a (attention)", document.Attention, document.Intervals?.Attention),
            ]
            : [("answer", document.Final, document.Intervals?.Final)];
        sets = [.. sets.Where(set => set.Metrics is not null)];
        return Html.Table(
            ["metric", .. sets.Select(set => set.Name)],
            MetricCatalog.All.Select(metric => new object[] { metric.Title }
                .Concat(sets.Select(set => Cell(metric, set.Metrics!, set.Intervals)))));
    }

    private static object[] Cell(MetricEntry metric, DistributionMetrics metrics, MetricIntervals? intervals) =>
    [
        Shown.Value(metric, metric.Value(metrics)),
        .. intervals is not null && metric.Interval is { } interval
            ? new object[] { Html.Span("range", Shown.Range(metric, interval(intervals))) }
            : [],
    ];
}
