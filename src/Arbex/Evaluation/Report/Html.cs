using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>Short ways to make the elements that sections are built from.</summary>
internal static class Html
{
    public static XElement Section(string id, string title, params object?[] content) =>
        new("section", new XAttribute("id", id), new XElement("h2", title), content);

    public static XElement P(params object?[] content) => new("p", content);

    public static XElement Note(string text) => new("p", new XAttribute("class", "note"), text);

    public static XElement Div(string style, params object?[] content) =>
        new("div", new XAttribute("class", style), content);

    public static XElement Span(string style, string text) => new("span", new XAttribute("class", style), text);

    /// <summary>A chart with a caption; it shrinks with the page.</summary>
    public static XElement Figure(XElement drawing, string caption) => new(
        "figure", new XAttribute("class", "chart"), drawing, new XElement("figcaption", caption));

    /// <summary>A table that scrolls sideways where the page is narrow. The first column holds names, the others
    /// numbers.</summary>
    /// <param name="headers">Column heads.</param>
    /// <param name="rows">Cells: texts or elements.</param>
    public static XElement Table(IEnumerable<string> headers, IEnumerable<IEnumerable<object>> rows) =>
        Div("scroll", new XElement(
            "table",
            new XElement("thead", new XElement("tr", headers.Select(
                header => new XElement("th", new XAttribute("scope", "col"), header)))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Select((cell, column) => column == 0
                ? new XElement("th", new XAttribute("scope", "row"), cell)
                : new XElement("td", cell)))))));

    /// <summary>Names and what they are, one below the other.</summary>
    public static XElement Facts(IEnumerable<(string Name, object? Value)> facts) => new(
        "dl",
        facts.Where(fact => fact.Value is not (null or "")).Select(fact => new object[]
        {
            new XElement("dt", fact.Name), new XElement("dd", fact.Value),
        }));
}
