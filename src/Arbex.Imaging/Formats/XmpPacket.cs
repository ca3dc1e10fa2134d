using System.Globalization;
using System.Xml;

namespace Arbex.Imaging.Formats;

/// <summary>Reads what programs note in XMP packets, which are XML.</summary>
internal static class XmpPacket
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Tiff = "http://ns.adobe.com/tiff/1.0/";
    private const string Name = "Orientation";

    /// <summary>Most bytes that are looked at, so that a hostile packet takes little memory.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>Elements within each other; packets have about ten.</summary>
    private const int Deepest = 64;

    /// <summary>Reads the orientation: a property of the described picture, as an attribute or an element.</summary>
    /// <param name="packet">The packet; may be cut short.</param>
    /// <returns>The noted number as it is, 0 for a text that is none; null where none is noted.</returns>
    public static int? Orientation(ReadOnlySpan<byte> packet)
    {
        var text = packet[..Math.Min(packet.Length, MostBytes)].TrimEnd((byte)0);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(text.ToArray()), settings, Context());
            return Orientation(reader);
        }
        catch (Exception unreadable) when (unreadable is XmlException or ArgumentException or InvalidOperationException)
        {
            return null; // a packet that is no XML says nothing
        }
    }

    /// <summary>The usual prefixes, for packets that do not declare them.</summary>
    private static XmlParserContext Context()
    {
        var prefixes = new XmlNamespaceManager(new NameTable());
        prefixes.AddNamespace("x", "adobe:ns:meta/");
        prefixes.AddNamespace("rdf", Rdf);
        prefixes.AddNamespace("tiff", Tiff);
        return new XmlParserContext(prefixes.NameTable, prefixes, null, XmlSpace.None);
    }

    private static int? Orientation(XmlReader reader)
    {
        var descriptions = int.MaxValue;
        while (reader.Read() && reader.Depth < Deepest)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.Depth <= descriptions && reader.NamespaceURI == Rdf && reader.LocalName == "Description")
            {
                descriptions = reader.Depth;
                if (reader.GetAttribute(Name, Tiff) is { } noted)
                {
                    return Number(noted);
                }
            }
            else if (reader.Depth == descriptions + 1 && reader.NamespaceURI == Tiff && reader.LocalName == Name)
            {
                return Number(reader.ReadElementContentAsString());
            }
        }

        return null;
    }

    private static int Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
