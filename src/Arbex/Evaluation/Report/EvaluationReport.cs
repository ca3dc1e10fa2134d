using System.Globalization;
using System.Xml.Linq;
using Arbex.Imaging;

namespace Arbex.Evaluation.Report;

/// <summary>An evaluation as one page that needs nothing else, neither a network nor a script, and as
/// pictures.</summary>
/// <remarks>
/// Equal inputs give equal bytes. The page holds faces of the dataset: share it only where the dataset's terms allow.
/// </remarks>
public sealed class EvaluationReport
{
    private const string StyleSheet = "Arbex.Evaluation.Report.report.css";

    private readonly ReportContext _context;

    private EvaluationReport(ReportContext context) => _context = context;

    /// <summary>Chooses faces, lays out the embeddings and draws the charts.</summary>
    /// <param name="input">What to report on.</param>
    /// <param name="cancellation">Stops the layout.</param>
    /// <exception cref="ArbexException">An option is out of its range.</exception>
    public static EvaluationReport Create(ReportInput input, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(new ReportContext(input, cancellation));
    }

    /// <summary>The page: HTML that is also well-formed XML.</summary>
    public string ToHtml()
    {
        XElement?[] sections =
        [
            HeadlineSection.Make(_context), ClassSection.Make(_context), CalibrationSection.Make(_context),
            SelectiveSection.Make(_context), BalancingSection.Make(_context), MistakeSection.Make(_context),
            LayoutSection.Make(_context), CurveSection.Make(_context), OriginSection.Make(_context),
        ];
        XElement[] present = [.. sections.OfType<XElement>()];
        return HtmlText.Write(new XElement(
            "html", new XAttribute("lang", "en"),
            Head(),
            new XElement(
                "body",
                new XElement(
                    "header",
                    new XElement("h1", $"Evaluation on {_context.Document.Dataset}"),
                    Html.P(Subtitle()),
                    new XElement("nav", present.Select(section => new XElement(
                        "a", new XAttribute("href", $"#{section.Attribute("id")!.Value}"),
                        section.Element("h2")!.Value)))),
                new XElement("main", HeadlineSection.Warnings(_context), present),
                new XElement("footer", Html.P(
                    "An expression is what a face shows, not what a person feels. This page holds faces of the "
                    + "dataset: its terms decide who may see them.")))));
    }

    /// <summary>The charts and galleries as pictures, each with a file name.</summary>
    public IEnumerable<(string Name, ImageBuffer Picture)> Pictures() => ReportPictures.Of(_context);

    private XElement Head()
    {
        using var stream = typeof(EvaluationReport).Assembly.GetManifestResourceStream(StyleSheet)
            ?? throw new InvalidOperationException($"The assembly lacks {StyleSheet}; it was built incompletely.");
        using var reader = new StreamReader(stream);
        return new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement(
                "meta", new XAttribute("name", "viewport"),
                new XAttribute("content", "width=device-width, initial-scale=1")),
            // Whatever a name may hold: the page loads nothing and runs nothing.
            new XElement(
                "meta", new XAttribute("http-equiv", "Content-Security-Policy"),
                new XAttribute("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'")),
            new XElement("title", $"Evaluation on {_context.Document.Dataset}"),
            new XElement("style", reader.ReadToEnd()));
    }

    private string Subtitle()
    {
        var document = _context.Document;
        var written = _context.Input.Written is { } when
            ? $" Written on {when.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}."
            : "";
        return $"{_context.Input.Model}: {Shown.Count(document.Samples)} faces of the part "
            + $"{document.Split.ToString().ToLowerInvariant()}, {document.Labels.Length} classes.{written}";
    }
}
