namespace Arbex.Inference.Onnx;

/// <summary>Shapes of operators that move numbers without changing them. Where these are sizes and positions, they are
/// followed, so that what is computed from a shape is known before the model runs.</summary>
internal static class MovingRules
{
    /// <summary>Positions beyond the end that mean the end, as common exporters write them.</summary>
    private const long Beyond = int.MaxValue;

    private const long LargestPad = 1024;

    /// <summary>Tensors one after the other along an axis.</summary>
    public static GuardedTensor Concatenated(GuardedNode node)
    {
        long[] shape = [.. node[0].Shape];
        node.Require(node.Has("axis"), "names no axis", "one");
        var axis = node.Axis(node.Whole("axis", 0), shape.Length);
        for (var i = 1; i < node.Count; i++)
        {
            var part = node[i].Shape;
            node.Require(
                part.Length == shape.Length && !part.Where((side, at) => at != axis && side != shape[at]).Any(),
                $"joins {node.Shapes()}", $"shapes that differ along the axis {axis} alone");
            shape[axis] += part[axis];
        }

        var parts = Enumerable.Range(0, node.Count).Select(i => node[i].Wholes).ToArray();
        return new GuardedTensor(shape)
        {
            Wholes = shape.Length == 1 && parts.All(part => part is not null) ? [.. parts.SelectMany(part => part!)] : null,
        };
    }

    /// <summary>Chosen entries of an axis.</summary>
    public static GuardedTensor Gathered(GuardedNode node)
    {
        var (data, positions) = (node[0], node.Known(1));
        var axis = node.Axis(node.Whole("axis", 0), data.Rank);
        var side = data.Shape[axis];
        node.Require(
            positions.All(position => position >= -side && position < side), $"picks positions out of {data}", $"less than {side}");
        return new GuardedTensor([.. data.Shape[..axis], .. node[1].Shape, .. data.Shape[(axis + 1)..]])
        {
            Wholes = data is { Rank: 1, Wholes: { } wholes }
                ? [.. positions.Select(position => wholes[position < 0 ? position + side : position])]
                : null,
        };
    }

    /// <summary>A part of each axis that is named.</summary>
    public static GuardedTensor Sliced(GuardedNode node)
    {
        var (data, starts, ends) = (node[0], node.Known(1), node.Known(2));
        var axes = node.Optional(3) is null ? [.. Enumerable.Range(0, starts.Length)] : node.Known(3);
        var steps = node.Optional(4) is null ? [.. axes.Select(_ => 1L)] : node.Known(4);
        node.Require(
            starts.Length == ends.Length && starts.Length == axes.Length && starts.Length == steps.Length
            && axes.Select(axis => node.Axis(axis, data.Rank)).Distinct().Count() == axes.Length,
            "does not name as many starts, ends, axes and steps", "one of each for every axis");
        long[] shape = [.. data.Shape];
        var wholes = data.Wholes;
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = node.Axis(axes[i], data.Rank);
            node.Require(
                steps[i] is >= 1 and <= Beyond && IsPosition(starts[i]) && IsPosition(ends[i]),
                $"cuts from {starts[i]} to {ends[i]} in steps of {steps[i]}", "32-bit positions and steps of at least 1");
            var (from, to) = (Within(starts[i], shape[axis]), Within(ends[i], shape[axis]));
            wholes = data.Rank == 1 ? wholes?.Skip((int)from).Take((int)Math.Max(0, to - from))
                .Where((_, at) => at % steps[i] == 0).ToArray() : null;
            shape[axis] = to <= from ? 0 : ((to - from - 1) / steps[i]) + 1;
        }

        return new GuardedTensor(shape) { Wholes = wholes };
    }

    /// <summary>Constants around a tensor.</summary>
    public static GuardedTensor Padded(GuardedNode node)
    {
        var (shape, pads) = (node[0].Shape, node.Known(1));
        node.Require(
            pads.Length == 2 * shape.Length && pads.All(pad => pad is >= 0 and <= LargestPad)
            && node.Text("mode", "constant") == "constant" && node.Optional(2) is null or { Elements: 1 },
            $"pads {node[0]} by {string.Join(", ", pads.Take(16))}", $"two numbers from 0 to {LargestPad} for each axis, and one constant");
        return new GuardedTensor([.. shape.Select((side, i) => side + pads[i] + pads[i + shape.Length])]);
    }

    /// <summary>The same numbers under another shape; one size may be left to be worked out.</summary>
    public static GuardedTensor Reshaped(GuardedNode node)
    {
        var (data, wanted) = (node[0], node.Known(1));
        node.Require(
            wanted.Length <= TensorReader.MostDimensions && wanted.All(side => side >= -1)
            && wanted.Count(side => side == -1) <= 1,
            $"reshapes to {string.Join(", ", wanted.Take(16))}", "sizes of which one may be -1");
        var shape = wanted.Select((side, i) => side != 0 ? side : i < data.Rank ? data.Shape[i] : 0).ToArray();
        var known = GuardedTensor.Product([.. shape.Where(side => side >= 0)]);
        if (Array.IndexOf(shape, -1) is >= 0 and var open)
        {
            shape[open] = known is 0 ? 0 : data.Elements / known;
        }

        node.Require(
            GuardedTensor.Product(shape) == data.Elements, $"reshapes {data} to {string.Join(", ", wanted)}", "as many numbers");
        return new GuardedTensor(shape) { Wholes = shape.Length <= 1 ? data.Wholes : null };
    }

    /// <summary>The sizes of a tensor as numbers.</summary>
    public static GuardedTensor ShapeOf(GuardedNode node) => new([node[0].Rank]) { Wholes = node[0].Shape };

    /// <summary>Axes in another order.</summary>
    public static GuardedTensor Transposed(GuardedNode node)
    {
        var (shape, order) = (node[0].Shape, node.Wholes("perm"));
        node.Require(
            order.Order().SequenceEqual(Enumerable.Range(0, shape.Length).Select(axis => (long)axis)),
            $"orders the axes of {node[0]} as {string.Join(", ", order.Take(16))}", "each axis once");
        return new GuardedTensor([.. order.Select(axis => shape[axis])]);
    }

    /// <summary>New axes of size 1.</summary>
    public static GuardedTensor Unsqueezed(GuardedNode node)
    {
        var data = node[0];
        var named = node.Optional(1) is null ? node.Wholes("axes") : node.Known(1);
        var rank = data.Rank + named.Length;
        var axes = named.Select(axis => node.Axis(axis, rank)).ToHashSet();
        node.Require(
            axes.Count == named.Length && rank <= TensorReader.MostDimensions, "adds an axis twice or too many", "each once");
        var rest = new Queue<long>(data.Shape);
        return new GuardedTensor([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())])
        {
            Wholes = rank <= 1 ? data.Wholes : null,
        };
    }

    private static bool IsPosition(long position) =>
        position is (>= -Beyond and <= Beyond) or long.MaxValue or (long.MinValue + 1);

    private static long Within(long position, long side) => Math.Clamp(position < 0 ? position + side : position, 0, side);
}
