namespace Arbex.Export.Graphs;

/// <summary>Operators over the last dimension, or over one that they take away.</summary>
internal static class ReductionOperators
{
    /// <summary>Softmax over the last dimension.</summary>
    public static GraphValue Softmax(this GraphBuilder graph, GraphValue x) =>
        graph.Add(OperatorKind.Softmax, [x], x.Type, x.Shape, new IntegerAttribute("axis", -1));

    /// <summary>Layer norm over the last dimension.</summary>
    public static GraphValue LayerNormalize(
        this GraphBuilder graph, GraphValue x, GraphConstant scale, GraphConstant shift, double epsilon) => graph.Add(
        OperatorKind.LayerNormalization, [x, scale, shift], x.Type, x.Shape, new IntegerAttribute("axis", -1),
        new NumberAttribute("epsilon", (float)epsilon));

    /// <summary>The sum over an axis, which goes away unless it is kept with size 1.</summary>
    public static GraphValue Sum(this GraphBuilder graph, GraphValue x, int axis, bool keep = false) =>
        graph.Reduce(OperatorKind.ReduceSum, x, axis, keep);

    /// <summary>The mean over an axis, which goes away.</summary>
    public static GraphValue Mean(this GraphBuilder graph, GraphValue x, int axis) =>
        graph.Reduce(OperatorKind.ReduceMean, x, axis, keep: false);

    /// <summary>The root of the sum of squares over an axis, which goes away.</summary>
    public static GraphValue Length(this GraphBuilder graph, GraphValue x, int axis) =>
        graph.Reduce(OperatorKind.ReduceL2, x, axis, keep: false);

    private static GraphValue Reduce(this GraphBuilder graph, OperatorKind kind, GraphValue x, int axis, bool keep)
    {
        var position = axis < 0 ? x.Shape.Rank + axis : axis;
        var shape = keep ? x.Shape.With(position, 1) : TensorShape.Of(x.Shape.Dimensions.RemoveAt(position).AsSpan());
        return graph.Add(
            kind, [x, graph.Integers("axes", position)], x.Type, shape, new IntegerAttribute("keepdims", keep ? 1 : 0));
    }
}
