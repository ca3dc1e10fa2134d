using Arbex.Inference.Onnx;

namespace Arbex.Export.Graphs;

/// <summary>Operators on each number by itself, or on pairs of numbers.</summary>
internal static class ElementwiseOperators
{
    public static GraphValue Plus(this GraphBuilder graph, GraphValue x, GraphValue y) =>
        graph.Pairs(OperatorKind.Add, x, y);

    public static GraphValue Minus(this GraphBuilder graph, GraphValue x, GraphValue y) =>
        graph.Pairs(OperatorKind.Sub, x, y);

    public static GraphValue Times(this GraphBuilder graph, GraphValue x, GraphValue y) =>
        graph.Pairs(OperatorKind.Mul, x, y);

    public static GraphValue Over(this GraphBuilder graph, GraphValue x, GraphValue y) =>
        graph.Pairs(OperatorKind.Div, x, y);

    /// <summary>max(x, y).</summary>
    public static GraphValue Largest(this GraphBuilder graph, GraphValue x, GraphValue y) =>
        graph.Pairs(OperatorKind.Max, x, y);

    /// <summary>max(0, x).</summary>
    public static GraphValue Rectify(this GraphBuilder graph, GraphValue x) => graph.Each(OperatorKind.Relu, x);

    /// <summary>x above zero, slope times x below; the slope is stretched to x's shape.</summary>
    public static GraphValue Rectify(this GraphBuilder graph, GraphValue x, GraphConstant slope) =>
        graph.Add(OperatorKind.PRelu, [x, slope], x.Type, TensorShape.Broadcast(x.Shape, slope.Shape));

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static GraphValue Sigmoid(this GraphBuilder graph, GraphValue x) => graph.Each(OperatorKind.Sigmoid, x);

    /// <summary>x times the normal distribution function of x, the exact form.</summary>
    public static GraphValue Gelu(this GraphBuilder graph, GraphValue x) => graph.Each(OperatorKind.Gelu, x);

    /// <summary>Natural logarithm.</summary>
    public static GraphValue Logarithm(this GraphBuilder graph, GraphValue x) => graph.Each(OperatorKind.Log, x);

    /// <summary>min(max(x, low), high).</summary>
    public static GraphValue Within(this GraphBuilder graph, GraphValue x, double low, double high) =>
        graph.Add(OperatorKind.Clip, [x, graph.Number(low), graph.Number(high)], x.Type, x.Shape);

    /// <summary>max(x, low).</summary>
    public static GraphValue AtLeast(this GraphBuilder graph, GraphValue x, double low) =>
        graph.Add(OperatorKind.Clip, [x, graph.Number(low)], x.Type, x.Shape);

    /// <summary>Whether x &lt;= number.</summary>
    public static GraphValue IsAtMost(this GraphBuilder graph, GraphValue x, double number) =>
        graph.Add(OperatorKind.LessOrEqual, [x, graph.Number(number)], ElementType.Boolean, x.Shape);

    /// <summary>x with a number where the mask is set.</summary>
    public static GraphValue FilledWhere(this GraphBuilder graph, GraphValue x, GraphValue mask, double number) =>
        graph.Add(
            OperatorKind.Where, [mask, graph.Number(number), x], x.Type, TensorShape.Broadcast(x.Shape, mask.Shape));

    private static GraphValue Pairs(this GraphBuilder graph, OperatorKind kind, GraphValue x, GraphValue y) =>
        graph.Add(kind, [x, y], x.Type, TensorShape.Broadcast(x.Shape, y.Shape));

    private static GraphValue Each(this GraphBuilder graph, OperatorKind kind, GraphValue x) =>
        graph.Add(kind, [x], x.Type, x.Shape);
}
