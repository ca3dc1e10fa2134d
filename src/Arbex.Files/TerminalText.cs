using System.Globalization;
using System.Text;

namespace Arbex.Files;

/// <summary>
/// Makes text out of files (names, class names, model descriptions) safe to show on a terminal: control characters, among them escape
/// sequences, and characters that turn the direction of text are written as escapes such as \u001b.
/// </summary>
public static class TerminalText
{
    /// <summary>Escapes what a terminal would obey instead of show.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keepLines">Whether line ends and tabs stay as they are.</param>
    /// <returns>The text itself where nothing has to be escaped.</returns>
    public static string Escaped(string text, bool keepLines = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(c => IsObeyed(c, keepLines)))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsObeyed(c, keepLines))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    private static bool IsObeyed(char c, bool keepLines) => c switch
    {
        '\n' or '\t' or '\r' => !keepLines,
        '\u2028' or '\u2029' or '\u200e' or '\u200f' or '\u061c' => true,
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.IsControl(c),
    };
}
