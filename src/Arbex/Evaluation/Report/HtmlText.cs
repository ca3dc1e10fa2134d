using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>Writes elements as HTML that is also well-formed XML. Every text and attribute is encoded here and nowhere
/// else, so that no name of a class or a file can become markup.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "br", "hr", "img", "col" };

    public static string Write(XElement root)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        Append(text, root);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, XNode node)
    {
        switch (node)
        {
            case XText words:
                text.Append(Encoded(words.Value));
                break;
            case XElement element:
                Append(text, element);
                break;
            default:
                throw new InvalidOperationException($"A page cannot hold {node.NodeType}.");
        }
    }

    private static void Append(StringBuilder text, XElement element)
    {
        var name = element.Name.LocalName;
        text.Append('<').Append(name);
        foreach (var attribute in element.Attributes())
        {
            text.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(Encoded(attribute.Value))
                .Append('"');
        }

        if (Void.Contains(name))
        {
            text.Append(" />");
            return;
        }

        text.Append('>');
        if (name == "style")
        {
            text.Append(StyleSheet(element.Value));
        }
        else
        {
            foreach (var child in element.Nodes())
            {
                Append(text, child);
            }
        }

        text.Append("</").Append(name).Append('>');
        if (name is "section" or "tr" or "p" or "figure" or "svg" or "head" or "div")
        {
            text.Append('\n');
        }
    }

    /// <summary>A browser does not decode entities inside style, so only what needs none may stand there.</summary>
    private static string StyleSheet(string css) =>
        css.AsSpan().ContainsAny("<&")
            ? throw new InvalidOperationException("A style sheet may not contain < or &.")
            : css;

    private static string Encoded(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.Select(
            letter => char.IsControl(letter) && letter != '\n' ? ' ' : letter)));
}
