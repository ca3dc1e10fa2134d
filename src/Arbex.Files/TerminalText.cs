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
    /// <param name="keepLines">Whether line ends (\n, \r\n) stay as they are.</param>
    /// <returns>The text itself where nothing has to be escaped.</returns>
    public static string Escaped(string text, bool keepLines = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsObeyed(text[i]) && !(keepLines && IsLineEnd(text.AsSpan(i))))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                escaped?.Append(text[i]);
            }
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsLineEnd(ReadOnlySpan<char> rest) => rest is ['\n', ..] or ['\r', '\n', ..];

    private static bool IsObeyed(char c) => c switch
    {
        '\u2028' or '\u2029' or '\u200e' or '\u200f' or '\u061c' => true,
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.IsControl(c),
    };
}
