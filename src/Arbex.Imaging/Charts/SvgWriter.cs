using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Arbex.Imaging.Charts;

/// <summary>Writes a sketch as SVG elements. Texts are escaped by the XML classes.</summary>
internal static class SvgWriter
{
    private const string Fonts = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    public static XElement Write(Sketch sketch) => new(
        "svg",
        new XAttribute("viewBox", $"0 0 {sketch.Width} {sketch.Height}"),
        new XAttribute("width", sketch.Width),
        new XAttribute("height", sketch.Height),
        new XAttribute("role", "img"),
        new XAttribute("font-family", Fonts),
        new XElement("title", Readable(sketch.Title)),
        sketch.Items.Select(Element));

    private static XElement Element(SketchItem item) => item switch
    {
        Box box => Rectangle(box),
        Stroke stroke => Path(Joined(stroke.Places), "none", stroke.Tone, stroke.Thickness, stroke.Dashed),
        Patch patch => new XElement(
            "path",
            new XAttribute("d", Joined(patch.Places) + "Z"),
            Fill(patch.Tone),
            Opacity(patch.Opacity)),
        Dots dots => Dotted(dots),
        Words words => Text(words),
        _ => throw new InvalidOperationException($"A sketch cannot hold {item.GetType().Name}."),
    };

    private static XElement Rectangle(Box box) => new(
        "rect",
        new XAttribute("x", Number(box.X)),
        new XAttribute("y", Number(box.Y)),
        new XAttribute("width", Number(box.Width)),
        new XAttribute("height", Number(box.Height)),
        box.Radius > 0 ? new XAttribute("rx", Number(box.Radius)) : null,
        Fill(box.Tone),
        Opacity(box.Opacity),
        box.Hint is null ? null : new XElement("title", Readable(box.Hint)));

    /// <summary>Lines of no length with round ends are dots, in a tenth of the bytes that circles take.</summary>
    private static XElement Dotted(Dots dots)
    {
        var data = new StringBuilder();
        foreach (var place in dots.Places)
        {
            data.Append('M').Append(Number(place.X)).Append(' ').Append(Number(place.Y)).Append("h0");
        }

        var path = Path(data.ToString(), "none", dots.Tone, dots.Diameter, dashed: false);
        path.Add(new XAttribute("stroke-opacity", Number(dots.Opacity)));
        return path;
    }

    private static XElement Path(string data, string fill, Tone tone, double thickness, bool dashed) => new(
        "path",
        new XAttribute("d", data),
        new XAttribute("fill", fill),
        new XAttribute("class", $"s-{Name(tone)}"),
        new XAttribute("stroke", Hex(tone)),
        new XAttribute("stroke-width", Number(thickness)),
        new XAttribute("stroke-linejoin", "round"),
        new XAttribute("stroke-linecap", "round"),
        dashed ? new XAttribute("stroke-dasharray", "5 5") : null);

    private static XElement Text(Words words) => new(
        "text",
        new XAttribute("x", Number(words.X)),
        new XAttribute("y", Number(words.Baseline)),
        new XAttribute("font-size", Number(words.Size)),
        words.Bold ? new XAttribute("font-weight", "600") : null,
        words.Anchor == TextAnchor.Left
            ? null
            : new XAttribute("text-anchor", words.Anchor == TextAnchor.Right ? "end" : "middle"),
        words.Turn == 0
            ? null
            : new XAttribute(
                "transform", $"rotate({Number(words.Turn)} {Number(words.X)} {Number(words.Baseline)})"),
        Fill(words.Tone, words.Halo ? " halo" : ""),
        words.Halo
            ? new object[]
            {
                new XAttribute("stroke", Hex(Tone.Paper)), new XAttribute("stroke-width", 4),
                new XAttribute("stroke-linejoin", "round"), new XAttribute("paint-order", "stroke"),
            }
            : null,
        Readable(words.Text));

    /// <summary>XML cannot hold most control characters nor halves of a character, not even escaped.</summary>
    private static string Readable(string text) =>
        string.Concat(text.EnumerateRunes().Select(letter => Rune.IsControl(letter) ? " " : letter.ToString()));

    private static object[] Fill(Tone tone, string more = "") =>
        [new XAttribute("class", $"f-{Name(tone)}{more}"), new XAttribute("fill", Hex(tone))];

    private static XAttribute? Opacity(double opacity) =>
        opacity < 1 ? new XAttribute("fill-opacity", opacity.ToString("0.###", CultureInfo.InvariantCulture)) : null;

    private static string Joined(IReadOnlyList<Place> places) =>
        "M" + string.Join('L', places.Select(place => $"{Number(place.X)} {Number(place.Y)}"));

    private static string Name(Tone tone) => tone.ToString().ToLowerInvariant();

    private static string Hex(Tone tone) => $"#{Tones.OnPaper(tone) & 0xFFFFFF:X6}";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
