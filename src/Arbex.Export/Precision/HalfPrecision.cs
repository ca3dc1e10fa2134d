using Arbex.Export.Graphs;
using Arbex.Inference.Onnx;

namespace Arbex.Export.Precision;

/// <summary>Weights and computing in float16; sensitive nodes, inputs and outputs stay in float32.</summary>
/// <remarks>
/// Softmax, layer norms, distances, entropies and the fusion of distributions are sensitive: their sums of many small
/// numbers lose digits in float16, and 1e-12 is 0 there. A batch norm that is left is a factor and a term, and is not.
/// </remarks>
internal sealed class HalfPrecision
{
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<GraphValue, GraphValue> _halves = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<GraphValue> _fulls = new(ReferenceEqualityComparer.Instance);

    private HalfPrecision()
    {
    }

    /// <summary>The same network in float16.</summary>
    /// <exception cref="ExportException">A weight is too large for float16.</exception>
    public static Graph Of(Graph graph)
    {
        var pass = new HalfPrecision();
        pass._fulls.UnionWith(graph.Inputs);
        foreach (var node in graph.Nodes)
        {
            pass.Add(node);
        }

        foreach (var output in graph.Outputs)
        {
            pass.Full(output);
        }

        return graph with { Nodes = [.. pass._nodes] };
    }

    private void Add(GraphNode node)
    {
        if (node.IsSensitive || node.Kind is OperatorKind.Identity or OperatorKind.Cast
            || node.Output.Type != ElementType.Float)
        {
            _nodes.Add(node with { Inputs = [.. node.Inputs.Select(Full)] });
            _fulls.Add(node.Output);
            return;
        }

        var half = new GraphValue(HalfName(node.Output), ElementType.Half, node.Output.Shape);
        _nodes.Add(node with
        {
            Inputs = [.. node.Inputs.Select(Half)],
            Output = half,
        });
        _halves.Add(node.Output, half);
    }

    /// <summary>A value as the float32 graph has it, cast back where it was computed in float16.</summary>
    private GraphValue Full(GraphValue value)
    {
        if (value is not GraphConstant && value.Type == ElementType.Float && _fulls.Add(value))
        {
            Cast(_halves[value], value);
        }

        return value;
    }

    private GraphValue Half(GraphValue value)
    {
        if (value.Type != ElementType.Float)
        {
            return value;
        }

        if (!_halves.TryGetValue(value, out var half))
        {
            half = value is GraphConstant constant
                ? Rounded(constant)
                : Cast(value, new GraphValue(HalfName(value), ElementType.Half, value.Shape));
            _halves.Add(value, half);
        }

        return half;
    }

    private GraphValue Cast(GraphValue from, GraphValue to)
    {
        _nodes.Add(new GraphNode(OperatorKind.Cast, [from], to)
        {
            Attributes = [new IntegerAttribute("to", (long)to.Type)],
        });
        return to;
    }

    private static GraphConstant Rounded(GraphConstant constant)
    {
        var numbers = constant.Floats;
        var halves = new Half[numbers.Length];
        for (var i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)numbers[i];
            if (!System.Half.IsFinite(halves[i]))
            {
                throw new ExportException(FormattableString.Invariant(
                    $"'{constant.Name}' has the number {numbers[i]}. Expected at most 65504, the largest of float16. ")
                    + "Export in float32: leave out --fp16.");
            }
        }

        return GraphConstant.Of(HalfName(constant), constant.Shape, halves);
    }

    private static string HalfName(GraphValue value) => value.Name + "/half";
}
