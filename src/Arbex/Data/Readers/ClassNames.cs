using System.Globalization;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>The class that a folder's name says: "happy", "Happiness", "4", "4 Happiness", "4_happy".</summary>
internal static class ClassNames
{
    /// <summary>Finds the class.</summary>
    /// <param name="name">The folder's name.</param>
    /// <param name="labels">The classes, in the order of the dataset's codes.</param>
    /// <param name="firstCode">The code of the first class.</param>
    /// <returns>Its index; <see cref="ClassFolders.Unknown"/> where the name says none of them.</returns>
    public static int IndexOf(string name, LabelSet labels, int firstCode)
    {
        if (ExpressionNames.Canonical(name) is { } meaning)
        {
            return labels.IndexOf(meaning);
        }

        var digits = name.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0 || !int.TryParse(name.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return ClassFolders.Unknown;
        }

        var rest = name[digits..].Trim(' ', '_', '-', '.');
        if (rest.Length > 0)
        {
            return ExpressionNames.Canonical(rest) is { } word ? labels.IndexOf(word) : ClassFolders.Unknown;
        }

        return code >= firstCode && code - firstCode < labels.Count ? code - firstCode : ClassFolders.Unknown;
    }

    /// <summary>A number that is a folder's whole name; null where it is none.</summary>
    public static int? Number(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
