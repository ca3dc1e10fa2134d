using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>For each class the one that it is mistaken for: the next class in order, the first after the last, unless
/// another is given.</summary>
public sealed class LabelPairs
{
    private readonly ImmutableArray<int> _partners;

    /// <summary>Pairs classes.</summary>
    /// <param name="labels">The classes.</param>
    /// <param name="given">Class and the class that it is mistaken for, by name, where that is not the next one; null for
    /// none.</param>
    /// <exception cref="ArbexException">A name is no class, or a class is paired with itself or twice.</exception>
    public LabelPairs(LabelSet labels, IEnumerable<KeyValuePair<string, string>>? given = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] partners = [.. Enumerable.Range(0, labels.Count).Select(label => (label + 1) % labels.Count)];
        var seen = new HashSet<int>();
        foreach (var (name, partnerName) in given ?? [])
        {
            var (label, partner) = (Find(labels, name), Find(labels, partnerName));
            if (label == partner || !seen.Add(label))
            {
                throw new ArbexException(
                    $"The pair {name}={partnerName} {(label == partner ? "is no mistake" : $"is the second one for {name}")}. "
                    + "Expected at most one pair a class, with another class. Correct it or leave it out.");
            }

            partners[label] = partner;
        }

        _partners = [.. partners];
    }

    /// <summary>The class that a class is mistaken for.</summary>
    /// <param name="label">Class index.</param>
    public int this[int label] => _partners[label];

    private static int Find(LabelSet labels, string name) =>
        labels.IndexOf(name) is var index and >= 0
            ? index
            : throw new ArbexException($"There is no class '{name}' to pair. Expected one of {labels}.");
}
