namespace Arbex.Inference.Onnx;

/// <summary>A value of a graph as far as the guard knows it: its shape, its type, and its numbers where they are few and decide other
/// shapes.</summary>
/// <param name="Shape">Sizes of its dimensions, none negative.</param>
internal sealed record GuardedTensor(long[] Shape)
{
    /// <summary>What it holds. Rules of shapes leave it alone; the walk sets it.</summary>
    public ElementType Type { get; init; } = ElementType.Float;

    /// <summary>Whole numbers, for values that become shapes, axes or positions; null where unknown.</summary>
    public long[]? Wholes { get; init; }

    /// <summary>Floating-point numbers, for scales; null where unknown.</summary>
    public float[]? Numbers { get; init; }

    /// <summary>How many dimensions it has.</summary>
    public int Rank => Shape.Length;

    /// <summary>How many numbers it has; <see cref="long.MaxValue"/> beyond that.</summary>
    public long Elements => Product(Shape);

    /// <summary>The product of sizes; <see cref="long.MaxValue"/> beyond that.</summary>
    public static long Product(ReadOnlySpan<long> sizes)
    {
        var product = 1L;
        foreach (var size in sizes)
        {
            product = size == 0 ? 0 : product > long.MaxValue / size ? long.MaxValue : product * size;
        }

        return product;
    }

    /// <summary>A shape for messages.</summary>
    public override string ToString() => $"[{string.Join(", ", Shape)}]";
}
