using System.Globalization;
using System.Text;

namespace Arbex.Data.Splits;

/// <summary>Rising positions as text, runs joined: "0-5,9,12-40".</summary>
internal static class PositionRanges
{
    /// <summary>Writes positions.</summary>
    /// <param name="positions">Rising, without repetition.</param>
    public static string Write(ReadOnlySpan<int> positions)
    {
        var text = new StringBuilder();
        for (var i = 0; i < positions.Length;)
        {
            var first = i;
            do
            {
                i++;
            }
            while (i < positions.Length && positions[i] == positions[i - 1] + 1);

            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{positions[first]}");
            if (i - first > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{positions[i - 1]}");
            }
        }

        return text.ToString();
    }

    /// <summary>Reads ranges; null where the text is malformed, does not rise, or names a position that there is not.</summary>
    /// <param name="text">What <see cref="Write"/> made.</param>
    /// <param name="count">Number of positions that there are.</param>
    public static List<Range>? Read(string text, int count)
    {
        var ranges = new List<Range>();
        var next = 0;
        foreach (var part in text.Length == 0 ? [] : text.Split(','))
        {
            var dash = part.IndexOf('-');
            if (!Position(dash < 0 ? part : part.AsSpan(0, dash), out var first)
                || !Position(dash < 0 ? part : part.AsSpan(dash + 1), out var last)
                || first < next || last < first || last >= count)
            {
                return null;
            }

            ranges.Add(first..(last + 1));
            next = last + 1;
        }

        return ranges;
    }

    private static bool Position(ReadOnlySpan<char> text, out int position) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position);
}
