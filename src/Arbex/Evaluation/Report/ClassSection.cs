using System.Globalization;
using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>Which classes are told apart, and which are taken for which.</summary>
internal static class ClassSection
{
    public static XElement Make(ReportContext context) => Html.Section(
        "classes", "Classes",
        context.Figures.Confusion is { } chart
            ? Html.Figure(
                chart.ToSvgElement(),
                "Confusion matrix of the answer. Each row adds up to 100 %; small numbers are faces.")
            : Html.Note("There are too many classes to draw the confusion matrix; it is in the JSON document."),
        Table(context));

    private static XElement Table(ReportContext context)
    {
        var (final, primary) = (context.Document.Final, context.Document.Primary);
        string[] headers = ["class", "faces", "precision", "recall", "F1", "most often taken for"];
        return Html.Table(
            context.Balances ? [.. headers[..^1], "recall of l", headers[^1]] : headers,
            context.Labels.Select((name, k) => Row(
                name, final.PerClass[k], context.Balances ? primary.PerClass[k] : null, TakenFor(context, k))));
    }

    private static IEnumerable<object> Row(string name, ClassMetrics scores, ClassMetrics? primary, string takenFor)
    {
        yield return name;
        yield return Shown.Count(scores.Support);
        yield return Shown.Percent(scores.Precision);
        yield return scores.Support == 0 ? "–" : Recall(scores.Recall);
        yield return Shown.Percent(scores.F1);
        if (primary is not null)
        {
            yield return scores.Support == 0 ? "–" : Shown.Percent(primary.Recall);
        }

        yield return takenFor;
    }

    private static XElement Recall(double recall) => Html.Div(
        "meter",
        new XElement(
            "i",
            new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"width:{100 * recall:0.#}%"))),
        new XElement("b", Shown.Percent(recall)));

    private static string TakenFor(ReportContext context, int k)
    {
        var row = context.Document.Final.Confusion[k];
        var other = Enumerable.Range(0, row.Length).Where(j => j != k).OrderByDescending(j => row[j]).First();
        return row[other] == 0 ? "–" : $"{context.Labels[other]} ({Shown.Percent((double)row[other] / row.Sum())})";
    }
}
