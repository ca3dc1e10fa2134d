using System.Collections.Immutable;

namespace Arbex.Data.Readers;

/// <summary>The distributions that are certain of one class each, made once for a dataset.</summary>
internal static class OneHotLabels
{
    /// <summary>One for each class, in order.</summary>
    public static ImmutableArray<float>[] Of(LabelSet labels) =>
        [.. Enumerable.Range(0, labels.Count).Select(k => FaceSample.OneHot(k, labels.Count))];
}
