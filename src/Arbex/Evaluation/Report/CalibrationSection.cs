using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>Whether a confidence of 80 % is right in 80 of 100 cases.</summary>
internal static class CalibrationSection
{
    private static readonly string[] Rows = ["ece", "ece10", "adaptiveEce10", "classwiseEce", "mce", "nll", "brier"];

    public static XElement Make(ReportContext context) => Html.Section(
        "calibration", "Calibration",
        Html.P(Words(context.Document.Final)),
        Html.Div(
            "charts",
            Html.Figure(
                context.Figures.FinalReliability.ToSvgElement(),
                "Marks on the bars: share of right answers. On the broken line confidence keeps its promise. Below: "
                + "how many answers have that confidence."),
            context.Figures.PrimaryReliability is { } before
                ? Html.Figure(before.ToSvgElement(), "The same before balancing.")
                : null),
        Table(context),
        Html.Note(Baseline(context.Document.Temperature)));

    private static string Words(DistributionMetrics metrics)
    {
        var gap = metrics.MeanConfidence - metrics.Accuracy;
        return $"Mean confidence is {Shown.Percent(metrics.MeanConfidence)}, accuracy "
            + $"{Shown.Percent(metrics.Accuracy)}: on average the answer is {(gap > 0 ? "surer" : "less sure")} than "
            + $"it is right, by {Shown.Percent(Math.Abs(gap))[..^2]} points.";
    }

    private static XElement Table(ReportContext context)
    {
        var (document, scaled) = (context.Document, context.Document.Temperature);
        var sets = new List<(string Name, DistributionMetrics Metrics)>
        {
            (context.Balances ? "L_final" : "answer", document.Final),
        };
        if (context.Balances)
        {
            sets.Add(("l", document.Primary));
        }

        if (scaled is not null)
        {
            sets.Add(($"{sets[0].Name}, T = {Shown.Number(scaled.FinalTemperature)}", scaled.Final));
            if (context.Balances)
            {
                sets.Add(($"l, T = {Shown.Number(scaled.PrimaryTemperature)}", scaled.Primary));
            }
        }

        return Html.Table(
            ["calibration", .. sets.Select(set => set.Name)],
            MetricCatalog.All.Where(metric => Rows.Contains(metric.Key)).Select(metric => new object[] { metric.Title }
                .Concat(sets.Select(set => (object)Shown.Value(metric, metric.Value(set.Metrics))))));
    }

    private static string Baseline(TemperatureBaseline? scaled) => scaled is null
        ? "Temperature scaling, the usual baseline, was not fitted: pass another part of the data to --calibrate-on."
        : $"Columns with T: temperature scaling, fitted on the {Shown.Count(scaled.FittedSamples)} faces of the part "
            + $"{scaled.FittedOn.ToString().ToLowerInvariant()}, as a baseline. Temperatures change no answer.";
}
