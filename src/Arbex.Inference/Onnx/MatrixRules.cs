namespace Arbex.Inference.Onnx;

/// <summary>Shapes of matrix products and of sums along axes.</summary>
internal static class MatrixRules
{
    /// <summary>[..., M, K] times [..., K, N].</summary>
    public static GuardedTensor Product(GuardedNode node)
    {
        var (x, y) = (node[0].Shape, node[1].Shape);
        node.Require(x.Length >= 2 && y.Length >= 2 && x[^1] == y[^2], $"multiplies {node.Shapes()}", "matrices that fit");
        var result = new GuardedTensor([.. ElementwiseRules.Stretch(node, x[..^2], y[..^2]), x[^2], y[^1]]);
        node.Products = GuardedTensor.Product([result.Elements, x[^1]]);
        return result;
    }

    /// <summary>[M, K] times [K, N], either turned, plus what is stretched over it.</summary>
    public static GuardedTensor Linear(GuardedNode node)
    {
        var (x, y) = (Turned(node, 0, "transA"), Turned(node, 1, "transB"));
        node.Require(x[1] == y[0], $"multiplies {node.Shapes()}", "matrices that fit");
        long[] shape = [x[0], y[1]];
        if (node.Optional(2) is { } term)
        {
            ElementwiseRules.RequireFit(node, shape, term.Shape);
        }

        node.Products = GuardedTensor.Product([.. shape, x[1]]);
        return new GuardedTensor(shape);
    }

    /// <summary>One number for each row along the axes.</summary>
    public static GuardedTensor Reduced(GuardedNode node)
    {
        var shape = node[0].Shape;
        var named = node.Optional(1) is null ? node.Wholes("axes") : node.Known(1);
        var axes = named.Select(axis => node.Axis(axis, shape.Length)).ToHashSet();
        node.Require(
            axes.Count > 0 && axes.Count == named.Length, "reduces along no axis, or twice along one", "at least one, each once");
        var keeps = node.Whole("keepdims", 1) != 0;
        return new GuardedTensor(
        [
            .. shape.Select((side, axis) => axes.Contains(axis) ? 1 : side).Where((_, axis) => keeps || !axes.Contains(axis)),
        ]);
    }

    private static long[] Turned(GuardedNode node, int index, string attribute)
    {
        var shape = node[index].Shape;
        node.Require(shape.Length == 2, $"multiplies {node.Shapes()}", "matrices");
        return node.Whole(attribute, 0) == 0 ? shape : [shape[1], shape[0]];
    }
}
