using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>Class folders that are named by numbers, as copies of public datasets have them.</summary>
internal static class NumberedClasses
{
    /// <summary>What to tell of classes that are numbers; nothing of others.</summary>
    public static IEnumerable<string> Remarks(LabelSet labels)
    {
        if (Hint(labels) is { } hint)
        {
            yield return hint;
        }
    }

    /// <summary>Which dataset has such numbers; null where the classes are no numbers from 0 or 1 on.</summary>
    public static string? Hint(LabelSet labels)
    {
        var numbers = labels.Names.Select(ClassNames.Number).OfType<int>().Order().ToArray();
        if (numbers.Length != labels.Count || numbers[^1] - numbers[0] != numbers.Length - 1)
        {
            return null;
        }

        var reader = (numbers[0], numbers.Length) switch
        {
            (1, 7) => "RAF-DB are: --dataset rafdb",
            (0, 8) => "AffectNet are: --dataset affectnet8",
            (0, 7) => "AffectNet and FER2013 are: --dataset affectnet7 or --dataset fer2013",
            _ => null,
        };
        return reader is null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"The classes are named by the numbers {numbers[0]} to {numbers[^1]}, as copies of {reader} reads them by expression.");
    }
}
