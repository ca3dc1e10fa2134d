using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>Collects what a reader leaves out: equal kinds are counted, and the first of each is named.</summary>
internal sealed class ProblemList
{
    private readonly Dictionary<string, (int Count, string First)> _kinds = new(StringComparer.Ordinal);

    /// <summary>Adds one.</summary>
    /// <param name="kind">What is wrong, continuing after a count: "pictures are missing".</param>
    /// <param name="example">Its name.</param>
    public void Add(string kind, string example)
    {
        var (count, first) = _kinds.GetValueOrDefault(kind, (0, example));
        _kinds[kind] = (count + 1, first);
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _kinds.Count == 0;

    /// <summary>Adds what another list has.</summary>
    public void AddAll(ProblemList other)
    {
        foreach (var (kind, (count, example)) in other._kinds)
        {
            var (before, first) = _kinds.GetValueOrDefault(kind, (0, example));
            _kinds[kind] = (before + count, first);
        }
    }

    /// <summary>A sentence for each kind, in the order in which they first occurred.</summary>
    public ImmutableArray<string> Sentences() =>
        [.. _kinds.Select(kind => $"{kind.Value.Count} {kind.Key} and were left out, such as {kind.Value.First}.")];
}
