using System.Buffers.Text;
using System.Globalization;

namespace Arbex.Imaging.Formats;

/// <summary>
/// Data of other formats as ImageMagick and others wrote them into PNG texts before PNG had chunks for them: a line with the name, a line
/// with the number of bytes, and the bytes in hexadecimal digits.
/// </summary>
internal static class RawProfile
{
    /// <summary>Most bytes of a text that are looked at; cameras' data are far smaller.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>How the keywords of such texts start.</summary>
    public static ReadOnlySpan<byte> Keyword => "Raw profile type "u8;

    /// <summary>Reads the bytes.</summary>
    /// <param name="text">The text; may be damaged or cut short.</param>
    /// <returns>As many bytes as can be read; none if it has another form.</returns>
    public static byte[] Bytes(ReadOnlySpan<byte> text)
    {
        var rest = text[..Math.Min(text.Length, MostBytes)].TrimStart("\r\n"u8);
        rest = rest[LineEnd(rest)..].TrimStart("\r\n \t"u8);
        if (!Utf8Parser.TryParse(rest, out uint length, out var digits))
        {
            return [];
        }

        rest = rest[digits..];
        var bytes = new List<byte>((int)Math.Min(length, rest.Length / 2));
        var high = -1;
        foreach (var letter in rest)
        {
            if (letter is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                continue;
            }

            if (bytes.Count == length || !char.IsAsciiHexDigit((char)letter))
            {
                break;
            }

            var digit = int.Parse([(char)letter], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (high < 0)
            {
                high = digit;
                continue;
            }

            bytes.Add((byte)((high << 4) | digit));
            high = -1;
        }

        return [.. bytes];
    }

    private static int LineEnd(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text.Length : end;
    }
}
