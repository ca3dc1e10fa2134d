using System.Collections.Immutable;

namespace Arbex.Export.Graphs;

/// <summary>Operators that move numbers without changing them.</summary>
internal static class ShapeOperators
{
    /// <summary>Another shape for the same numbers in the same order; free of cost when a file is run.</summary>
    public static GraphValue Reshape(this GraphBuilder graph, GraphValue x, TensorShape shape)
    {
        if (x.Shape.Elements != shape.Elements)
        {
            throw new ArgumentException($"{x} cannot take the shape {shape}.", nameof(shape));
        }

        if (x.Shape.Equals(shape))
        {
            return x;
        }

        // The one size that grows with the batch is worked out from the others.
        var sizes = shape.Dimensions.Select(dimension => dimension.PerFace ? -1 : dimension.Size).ToArray();
        return graph.Add(OperatorKind.Reshape, [x, graph.Integers("shape", sizes)], x.Type, shape);
    }

    /// <summary>Axes in another order: axis i of the result is axis order[i] of x.</summary>
    public static GraphValue Transpose(this GraphBuilder graph, GraphValue x, params ImmutableArray<long> order) =>
        graph.Add(
            OperatorKind.Transpose, [x], x.Type, [.. order.Select(axis => x.Shape[(int)axis])],
            new IntegersAttribute("perm", order));

    /// <summary>One after the other along an axis.</summary>
    public static GraphValue Concatenate(this GraphBuilder graph, int axis, params ImmutableArray<GraphValue> parts)
    {
        var size = parts.Sum(part => part.Shape[axis].Size);
        return graph.Add(
            OperatorKind.Concat, [.. parts], parts[0].Type, parts[0].Shape.With(axis, size),
            new IntegerAttribute("axis", axis));
    }

    /// <summary>Zeros before the first entry of the last axis.</summary>
    public static GraphValue PadBefore(this GraphBuilder graph, GraphValue x, long zeros)
    {
        var amounts = new long[2 * x.Shape.Rank];
        amounts[x.Shape.Rank - 1] = zeros;
        return graph.Add(
            OperatorKind.Pad, [x, graph.Integers("pads", amounts)], x.Type,
            x.Shape.With(-1, x.Shape[-1].Size + zeros));
    }

    /// <summary>The first entry of an axis, which keeps size 1.</summary>
    public static GraphValue First(this GraphBuilder graph, GraphValue x, int axis) => graph.Add(
        OperatorKind.Slice,
        [x, graph.Integers("starts", 0), graph.Integers("ends", 1), graph.Integers("axes", axis)],
        x.Type,
        x.Shape.With(axis, 1));

    /// <summary>Every n-th row and column of maps [B, C, H, W], from the first.</summary>
    public static GraphValue EveryPixel(this GraphBuilder graph, GraphValue map, long step) => graph.Add(
        OperatorKind.Slice,
        [
            map, graph.Integers("starts", 0, 0), graph.Integers("ends", map.Shape[2].Size, map.Shape[3].Size),
            graph.Integers("axes", 2, 3), graph.Integers("steps", step, step),
        ],
        map.Type,
        map.Shape.With(2, (map.Shape[2].Size + step - 1) / step).With(3, (map.Shape[3].Size + step - 1) / step));

    /// <summary>Chosen entries of an axis.</summary>
    public static GraphValue Pick(
        this GraphBuilder graph, GraphValue x, int axis, params ReadOnlySpan<long> positions) => graph.Add(
        OperatorKind.Gather, [x, graph.Integers("positions", positions)], x.Type,
        x.Shape.With(axis, positions.Length), new IntegerAttribute("axis", axis));

    /// <summary>A new axis of size 1.</summary>
    public static GraphValue NewAxis(this GraphBuilder graph, GraphValue x, int axis) => graph.Add(
        OperatorKind.Unsqueeze, [x, graph.Integers("axes", axis)], x.Type,
        TensorShape.Of(x.Shape.Dimensions.Insert(axis, 1).AsSpan()));
}
