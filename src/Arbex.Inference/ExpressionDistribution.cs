using System.Collections.Immutable;

namespace Arbex.Inference;

/// <summary>A probability for each expression.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ExpressionDistribution
{
    /// <summary>Joins names and numbers.</summary>
    /// <param name="labels">Names of the expressions.</param>
    /// <param name="probabilities">As many numbers in [0, 1] that sum to 1.</param>
    /// <exception cref="ArgumentException">There is none, or not as many of the one as of the other.</exception>
    public ExpressionDistribution(ImmutableArray<string> labels, ImmutableArray<float> probabilities)
    {
        if (labels.IsDefaultOrEmpty || probabilities.IsDefault || labels.Length != probabilities.Length)
        {
            throw new ArgumentException(
                $"There are {(labels.IsDefault ? 0 : labels.Length)} labels and "
                + $"{(probabilities.IsDefault ? 0 : probabilities.Length)} probabilities. Expected as many of each, at least one.",
                nameof(probabilities));
        }

        (Labels, Probabilities) = (labels, probabilities);
        for (var i = 1; i < probabilities.Length; i++)
        {
            TopIndex = probabilities[i] > probabilities[TopIndex] ? i : TopIndex;
        }
    }

    /// <summary>Names of the expressions.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>The probability of each, in the order of the labels.</summary>
    public ImmutableArray<float> Probabilities { get; }

    /// <summary>Position of the most probable expression; the first of equals.</summary>
    public int TopIndex { get; }

    /// <summary>The most probable expression.</summary>
    public string Top => Labels[TopIndex];

    /// <summary>Its probability, in [0, 1].</summary>
    public float TopProbability => Probabilities[TopIndex];

    /// <summary>The probability of an expression by its name.</summary>
    /// <param name="label">One of <see cref="Labels"/>, in their spelling.</param>
    /// <exception cref="ArgumentException">No expression has this name.</exception>
    public float this[string label] => Labels.IndexOf(label) is var index and >= 0
        ? Probabilities[index]
        : throw new ArgumentException(
            $"There is no expression '{label}'. Expected one of {string.Join(", ", Labels)}.", nameof(label));

    /// <inheritdoc/>
    public bool Equals(ExpressionDistribution? other) =>
        other is not null && Labels.AsSpan().SequenceEqual(other.Labels.AsSpan())
        && Probabilities.AsSpan().SequenceEqual(other.Probabilities.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Labels.Length, Top, TopProbability);

    /// <summary>The most probable expression and its probability.</summary>
    public override string ToString() => FormattableString.Invariant($"{Top} {TopProbability:0.000}");
}
