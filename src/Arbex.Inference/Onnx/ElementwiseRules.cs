namespace Arbex.Inference.Onnx;

/// <summary>Shapes of operators that work on each number by itself, or stretch small tensors over large ones.</summary>
internal static class ElementwiseRules
{
    /// <summary>The first input's shape.</summary>
    public static GuardedTensor Same(GuardedNode node) => new(node[0].Shape);

    /// <summary>The first input itself.</summary>
    public static GuardedTensor Unchanged(GuardedNode node) => node[0];

    /// <summary>The first input's shape; the others are single numbers.</summary>
    public static GuardedTensor WithSingles(GuardedNode node)
    {
        for (var i = 1; i < node.Count; i++)
        {
            node.Require(node.Optional(i) is null or { Elements: 1 }, $"has bounds of {node.Shapes()}", "single numbers");
        }

        return Same(node);
    }

    /// <summary>The first input's shape, after a look at the axis.</summary>
    public static GuardedTensor AlongAxis(GuardedNode node)
    {
        node.Axis(node.Whole("axis", -1), node[0].Rank);
        return Same(node);
    }

    /// <summary>All inputs stretched over one another.</summary>
    public static GuardedTensor Stretched(GuardedNode node)
    {
        var shape = node[0].Shape;
        for (var i = 1; i < node.Count; i++)
        {
            shape = Stretch(node, shape, node[i].Shape);
        }

        return new GuardedTensor(shape);
    }

    /// <summary>The first input's shape, over which the second is stretched.</summary>
    public static GuardedTensor StretchedToFirst(GuardedNode node)
    {
        RequireFit(node, node[0].Shape, node[1].Shape);
        return Same(node);
    }

    /// <summary>[B, C, ...] with as many factors and terms as channels.</summary>
    public static GuardedTensor ByChannel(GuardedNode node)
    {
        for (var i = 1; i < node.Count; i++)
        {
            node.Require(
                node[0].Rank >= 2 && node[i].Rank == 1 && node[i].Shape[0] == node[0].Shape[1],
                $"takes {node.Shapes()}", "a number for each channel");
        }

        return Same(node);
    }

    /// <summary>Norm over the axes from one on, with factors and terms of their shape.</summary>
    public static GuardedTensor LayerNormalized(GuardedNode node)
    {
        var axis = node.Axis(node.Whole("axis", -1), node[0].Rank);
        for (var i = 1; i < node.Count; i++)
        {
            node.Require(
                node[i].Shape.AsSpan().SequenceEqual(node[0].Shape.AsSpan(axis)),
                $"takes {node.Shapes()}", $"factors and terms for the axes from {axis} on");
        }

        return Same(node);
    }

    /// <summary>Numbers in steps: one size of step for all, or one for each entry of an axis.</summary>
    public static GuardedTensor Quantized(GuardedNode node)
    {
        var (step, zero) = (node[1], node.Optional(2));
        var fits = zero is null || zero.Shape.AsSpan().SequenceEqual(step.Shape);
        if (step.Elements != 1)
        {
            var axis = node.Axis(node.Whole("axis", 1), node[0].Rank);
            fits &= step.Rank == 1 && step.Shape[0] == node[0].Shape[axis];
        }
        else if (step.Rank > 0)
        {
            node.Require(step.Rank == 1, $"takes {node.Shapes()}", "one step");
        }

        node.Require(fits, $"takes {node.Shapes()}", "one step, or one for each entry of the axis");
        return Same(node);
    }

    /// <summary>Refuses a tensor that would make another one larger.</summary>
    public static void RequireFit(GuardedNode node, long[] shape, long[] stretched) => node.Require(
        Stretch(node, shape, stretched).AsSpan().SequenceEqual(shape), $"takes {node.Shapes()}", "shapes that fit");

    /// <summary>The common shape of two tensors of which sizes of 1 are repeated.</summary>
    public static long[] Stretch(GuardedNode node, long[] first, long[] second)
    {
        var shape = new long[Math.Max(first.Length, second.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (a, b) = (i <= first.Length ? first[^i] : 1, i <= second.Length ? second[^i] : 1);
            node.Require(a == b || a == 1 || b == 1, $"takes {node.Shapes()}", "shapes that fit");
            shape[^i] = a == 1 ? b : a;
        }

        return shape;
    }
}
