using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Arbex.Export.Graphs;

/// <summary>Sizes of a tensor, of which at most one grows with the batch.</summary>
/// <threadsafety>Immutable.</threadsafety>
[CollectionBuilder(typeof(TensorShape), nameof(Of))]
internal sealed class TensorShape : IEquatable<TensorShape>
{
    private TensorShape(ImmutableArray<Dimension> dimensions)
    {
        Dimensions = dimensions;
        if (dimensions.Count(dimension => dimension.PerFace) > 1)
        {
            throw new ArgumentException(
                $"Two sizes of {this} grow with the batch. Expected one at most.", nameof(dimensions));
        }
    }

    public ImmutableArray<Dimension> Dimensions { get; }

    public int Rank => Dimensions.Length;

    /// <summary>How many numbers there are, for one face where a size grows with the batch.</summary>
    public Dimension Elements => new(
        Dimensions.Aggregate(1L, (product, dimension) => product * dimension.Size),
        Dimensions.Any(dimension => dimension.PerFace));

    /// <summary>A size; negative axes count from the last.</summary>
    public Dimension this[int axis] => Dimensions[axis < 0 ? Rank + axis : axis];

    public static TensorShape Of(ReadOnlySpan<Dimension> dimensions) => new([.. dimensions]);

    public static TensorShape Of(ReadOnlySpan<long> dimensions)
    {
        var sizes = ImmutableArray.CreateBuilder<Dimension>(dimensions.Length);
        foreach (var size in dimensions)
        {
            sizes.Add(size);
        }

        return new(sizes.MoveToImmutable());
    }

    /// <summary>The same with one size replaced.</summary>
    public TensorShape With(int axis, Dimension size) => new(Dimensions.SetItem(axis < 0 ? Rank + axis : axis, size));

    /// <summary>The shape of an elementwise result: sizes of 1 stretch to the other side's.</summary>
    public static TensorShape Broadcast(TensorShape first, TensorShape second)
    {
        var rank = Math.Max(first.Rank, second.Rank);
        var result = new Dimension[rank];
        for (var axis = 1; axis <= rank; axis++)
        {
            var a = axis <= first.Rank ? first[-axis] : 1;
            var b = axis <= second.Rank ? second[-axis] : 1;
            result[rank - axis] = a == b || b == 1 ? a
                : a == 1 ? b
                : throw new ArgumentException($"Shapes {first} and {second} do not fit one another.", nameof(second));
        }

        return Of(result);
    }

    public ImmutableArray<Dimension>.Enumerator GetEnumerator() => Dimensions.GetEnumerator();

    public bool Equals(TensorShape? other) => other is not null && Dimensions.SequenceEqual(other.Dimensions);

    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var dimension in Dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", Dimensions)}]";
}
