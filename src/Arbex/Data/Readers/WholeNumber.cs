using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>Whole numbers as datasets write them: "3", "3.0", "3.0000000e+00".</summary>
internal static class WholeNumber
{
    /// <summary>Reads a number; false where the text is none, has a fraction or is beyond the range of an int.</summary>
    public static bool TryParse(string text, out int number)
    {
        var whole = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value == Math.Truncate(value) && Math.Abs(value) <= int.MaxValue;
        number = whole ? (int)value : 0;
        return whole;
    }
}
