using Arbex.Data.Labels;

namespace Arbex.Data;

/// <summary>Classes whose names differ and may yet mean the same, such as happy and Happy.</summary>
internal static class SimilarClasses
{
    /// <summary>A sentence for each group of classes whose names mean the same.</summary>
    public static IEnumerable<string> Warnings(LabelSet labels) => labels.Names
        .GroupBy(name => ExpressionNames.Canonical(name) ?? name.Trim(), StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group =>
            $"The names {string.Join(" and ", group)} seem to mean the same and are {group.Count()} classes. Give them one name, or map "
            + "them to one with --labels file:PATH.");
}
