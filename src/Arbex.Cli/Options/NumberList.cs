using System.Globalization;

namespace Arbex.Cli.Options;

/// <summary>Whole numbers with commas between them, such as --seeds 1,2,3.</summary>
internal static class NumberList
{
    /// <exception cref="ArbexException">A part is no whole number.</exception>
    public static IEnumerable<long> Read(string list, string option) => list
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(part => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is >= int.MinValue and <= int.MaxValue
                ? number
                : throw new ArbexException(
                    $"{option} is '{list}', which has '{part}' between its commas. Expected whole numbers with commas between them, such as 0,10."));
}
