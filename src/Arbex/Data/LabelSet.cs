using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>The ordered names of a dataset's classes. Names travel with data and models; bare indices never do.</summary>
public sealed class LabelSet : IEquatable<LabelSet>
{
    /// <summary>Makes a label set.</summary>
    /// <param name="names">At least two different, non-empty names; position = class index.</param>
    /// <exception cref="ArgumentException">Fewer than two names, an empty or a repeated one.</exception>
    public LabelSet(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = [.. names];
        if (Names.Length < 2)
        {
            throw new ArgumentException($"A label set needs at least 2 names, got {Names.Length}.", nameof(names));
        }

        var wrong = Names.FirstOrDefault(string.IsNullOrWhiteSpace)
            ?? Names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (wrong is not null)
        {
            throw new ArgumentException($"Label names must be different and not empty, got '{wrong}'.", nameof(names));
        }
    }

    /// <summary>The eight expressions of FER+ in that dataset's order.</summary>
    public static LabelSet FerPlus { get; } =
        new("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt");

    /// <summary>The names, position = class index.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Number of classes N.</summary>
    public int Count => Names.Length;

    /// <summary>The name of a class.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    public string this[int index] => Names[index];

    /// <summary>The index of a name, or -1 where this set has no such class. Exact, case-sensitive.</summary>
    /// <param name="name">A class name.</param>
    public int IndexOf(string name) => Names.IndexOf(name, 0, Names.Length, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Names.Aggregate(17, (hash, name) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(name)));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Names);
}
