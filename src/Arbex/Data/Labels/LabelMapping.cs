using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arbex.Data.Readers;

namespace Arbex.Data.Labels;

/// <summary>Turns the labels of one dataset into another's classes, by name and never by index.</summary>
/// <remarks>
/// A class that does not map is dropped. A distribution whose most probable class is dropped is dropped as a whole;
/// of any other one the dropped classes' share is removed and the rest scaled to sum to 1, as FER+ does with
/// "unknown". Classes that map to the same one are added.
/// </remarks>
public sealed class LabelMapping
{
    private const int Dropped = -1;

    private readonly ImmutableArray<int> _targets;

    private LabelMapping(LabelSet from, LabelSet to, ImmutableArray<int> targets) => (From, To, _targets) = (from, to, targets);

    /// <summary>The classes that are mapped.</summary>
    public LabelSet From { get; }

    /// <summary>The classes that they become.</summary>
    public LabelSet To { get; }

    /// <summary>Whether nothing changes.</summary>
    public bool IsIdentity => From.Equals(To) && _targets.SequenceEqual(Enumerable.Range(0, To.Count));

    /// <summary>The classes of <see cref="From"/> that are dropped.</summary>
    public ImmutableArray<string> DroppedClasses => [.. From.Names.Where((_, k) => _targets[k] == Dropped)];

    /// <summary>The classes of <see cref="To"/> that no class maps to, so that they can have no sample.</summary>
    public ImmutableArray<string> EmptyClasses => [.. To.Names.Where((_, k) => !_targets.Contains(k))];

    /// <summary>Maps equal names, then those that mean the same expression.</summary>
    /// <param name="from">The classes that there are.</param>
    /// <param name="to">The classes that are wanted.</param>
    /// <exception cref="ArbexException">Not one class maps, or one may become either of two.</exception>
    public static LabelMapping Between(LabelSet from, LabelSet to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var canonical = to.Names.Select((name, index) => (Name: ExpressionNames.Canonical(name), Index: index))
            .Where(pair => pair.Name is not null).ToLookup(pair => pair.Name, pair => pair.Index);
        return new LabelMapping(from, to, [.. from.Names.Select(Target)]).Validated();

        int Target(string name)
        {
            if (to.IndexOf(name) is var exact and >= 0)
            {
                return exact;
            }

            int[] candidates = ExpressionNames.Canonical(name) is { } meaning ? [.. canonical[meaning]] : [];
            return candidates.Length <= 1
                ? candidates.FirstOrDefault(Dropped)
                : throw new ArbexException(
                    $"The class '{name}' may become each of {string.Join(", ", candidates.Select(k => to[k]))}. Expected one class for "
                    + "each expression. Remove one of the names, or write a mapping file.");
        }
    }

    /// <summary>Maps as told.</summary>
    /// <param name="from">The classes that there are.</param>
    /// <param name="names">For each of them the class that it becomes, or null to drop it.</param>
    /// <param name="to">The wanted classes in order; null for those that occur in <paramref name="names"/>, in the order of
    /// <paramref name="from"/>.</param>
    /// <exception cref="ArbexException">A class is missing or unknown, or not one maps.</exception>
    public static LabelMapping Custom(LabelSet from, IReadOnlyDictionary<string, string?> names, LabelSet? to = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Keys.FirstOrDefault(name => from.IndexOf(name) < 0) is { } unknown)
        {
            throw new ArbexException(
                $"The label mapping names the class '{unknown}', which the dataset does not have. Expected its classes: "
                + $"{from}. Correct or remove the entry.");
        }

        if (from.Names.FirstOrDefault(name => !names.ContainsKey(name)) is { } missing)
        {
            throw new ArbexException(
                $"The label mapping does not say what becomes of the class '{missing}'. Expected an entry for each of {from}. "
                + $"Add \"{missing}\": \"new name\", or \"{missing}\": null to drop it.");
        }

        var wanted = to ?? Wanted([.. from.Names.Select(name => names[name]).OfType<string>().Distinct(StringComparer.Ordinal)]);
        var targets = from.Names.Select(name => names[name] is not { } target ? Dropped
            : wanted.IndexOf(target) is var index and >= 0 ? index
            : throw new ArbexException(
                $"The label mapping turns '{name}' into '{target}'. Expected one of {wanted}, or null. Correct the entry."));
        return new LabelMapping(from, wanted, [.. targets]).Validated();
    }

    /// <summary>Maps one distribution.</summary>
    /// <param name="distribution">Probability of each class of <see cref="From"/>, [N].</param>
    /// <returns>Probability of each class of <see cref="To"/>, summing to 1; null where the sample is dropped.</returns>
    public ImmutableArray<float>? Map(ImmutableArray<float> distribution)
    {
        if (distribution.Length != From.Count)
        {
            throw new ArgumentException(
                $"The distribution has {distribution.Length} classes; expected {From.Count}.", nameof(distribution));
        }

        if (_targets[FaceSample.MostProbable(distribution)] == Dropped)
        {
            return null;
        }

        var mapped = new double[To.Count];
        for (var k = 0; k < distribution.Length; k++)
        {
            if (_targets[k] != Dropped)
            {
                mapped[_targets[k]] += distribution[k];
            }
        }

        var sum = mapped.Sum();
        return ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(mapped, share => (float)(share / sum)));
    }

    private static LabelSet Wanted(string[] names) =>
        names.Length >= 2 && !names.Any(string.IsNullOrWhiteSpace)
            ? new LabelSet(names)
            : throw new ArbexException(
                $"The label mapping leaves the classes [{string.Join(", ", names)}]. Expected at least 2 different names that are "
                + "not empty. Map to more classes.");

    private LabelMapping Validated() =>
        _targets.Any(target => target != Dropped)
            ? this
            : throw new ArbexException(
                $"No class of {From} is one of {To}. Expected at least one expression in both. Name the classes as they are "
                + "meant, or write a mapping file {\"from\": \"to\"} and pass file:PATH."
                + (NumberedClasses.Hint(From) is { } hint ? $" {hint}" : ""));
}
