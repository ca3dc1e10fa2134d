using System.Xml.Linq;
using Arbex.Imaging.Charts;

namespace Arbex.Evaluation.Report;

/// <summary>Faces with what was said of them.</summary>
internal static class FaceCards
{
    /// <summary>Faces with both distributions, as in the paper's figure 5.</summary>
    public static XElement Panels(ReportContext context, IEnumerable<int> chosen) => Html.Div(
        "panels",
        chosen.Select(i => Html.Div(
            "panel",
            Html.Div("panel-face", Face(context, i), Caption(context, i)),
            PairedBarsChart.Draw(
                context.Labels, context.Primary.Row(i).ToArray(), context.Final.Row(i).ToArray(),
                context.Final.Labels[i])
                .ToSvgElement())));

    /// <summary>Faces with the answer and the label.</summary>
    public static XElement Gallery(ReportContext context, IEnumerable<int> chosen) => Html.Div(
        "gallery",
        chosen.Select(i => new XElement(
            "figure", new XAttribute("class", "face"),
            Face(context, i),
            new XElement(
                "figcaption",
                Html.Span("said", context.AnswerOf(i)),
                Html.Span("label", $"label: {context.Labels[context.Final.Labels[i]]}"),
                Name(context, i)))));

    private static XElement Caption(ReportContext context, int i) => Html.Div(
        "panel-words",
        Html.Span("said", $"label: {context.Labels[context.Final.Labels[i]]}"),
        Html.Span("label", $"before: {context.Labels[context.Primary.Predicted[i]]}"),
        Html.Span("label", $"after: {context.Labels[context.Final.Predicted[i]]}"),
        Name(context, i));

    private static XElement Name(ReportContext context, int i)
    {
        var id = context.Faces.NameOf(i);
        var span = Html.Span("file", id.Split('/')[^1]);
        span.Add(new XAttribute("title", id));
        return span;
    }

    private static XElement Face(ReportContext context, int i) => context.Faces.UriOf(i) is { } uri
        ? new XElement(
            "img", new XAttribute("src", uri), new XAttribute("alt", $"Face {context.Faces.NameOf(i)}"),
            new XAttribute("width", 96), new XAttribute("height", 96), new XAttribute("class", "portrait"))
        : Html.Div("portrait missing", "cannot be read");
}
