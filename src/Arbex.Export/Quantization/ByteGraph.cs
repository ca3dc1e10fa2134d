using System.Collections.Immutable;
using System.Globalization;
using Arbex.Export.Graphs;
using Arbex.Inference.Onnx;

namespace Arbex.Export.Quantization;

/// <summary>Writes a planned graph in the form that runtimes read as bytes: QDQ.</summary>
/// <remarks>
/// Every value on bytes is rounded (QuantizeLinear) and taken as a number again (DequantizeLinear); a runtime joins a node with those
/// around it to one that computes on bytes, and one that cannot still gets the right answer. Zero points are always written: ONNX
/// Runtime joins linear layers only where they are.
/// </remarks>
internal sealed class ByteGraph
{
    private const int WideWeight = 127;
    private const int NarrowWeight = 63;

    private readonly BytePlan _plan;
    private readonly IReadOnlyDictionary<GraphValue, ValueRange> _ranges;
    private readonly int _largestWeight;
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<GraphValue, ByteScale> _scales = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(ElementType, int), GraphConstant> _zeros = [];
    private readonly Dictionary<GraphValue, GraphValue> _entered = new(ReferenceEqualityComparer.Instance);
    private int _names;

    private ByteGraph(BytePlan plan, IReadOnlyDictionary<GraphValue, ValueRange> ranges, bool wideWeights)
    {
        (_plan, _ranges) = (plan, ranges);
        _largestWeight = wideWeights ? WideWeight : NarrowWeight;
    }

    /// <summary>Makes the graph.</summary>
    /// <param name="graph">The network in float32.</param>
    /// <param name="plan">What computes on bytes there.</param>
    /// <param name="ranges">The range of every value that the plan wants observed.</param>
    /// <param name="wideWeights">Whether weights use 8 bits instead of 7.</param>
    public static Graph Of(
        Graph graph, BytePlan plan, IReadOnlyDictionary<GraphValue, ValueRange> ranges, bool wideWeights)
    {
        var pass = new ByteGraph(plan, ranges, wideWeights);
        foreach (var node in graph.Nodes)
        {
            pass.Add(node);
        }

        return graph with { Nodes = [.. pass._nodes] };
    }

    private void Add(GraphNode node)
    {
        switch (_plan.RoleOf(node))
        {
            case ByteRole.Float:
                _nodes.Add(node);
                break;
            case ByteRole.Linear:
                _nodes.Add(node with { Inputs = LayerInputs(node) });
                break;
            case ByteRole.Convolution:
                AddRounded(node with { Inputs = LayerInputs(node) }, _plan.TargetOf(node));
                break;
            case ByteRole.Sum:
                AddRounded(node, _plan.TargetOf(node));
                break;
            case ByteRole.Move:
                _scales.Add(node.Output, _scales[node.Inputs[0]]);
                AddRounded(node, node.Output);
                break;
            case ByteRole.Rectified:
                break; // the bytes of the node before it end at zero
        }
    }

    /// <summary>A node whose result becomes bytes, and numbers again under the name by which others read it.</summary>
    private void AddRounded(GraphNode node, GraphValue target)
    {
        var exact = new GraphValue(target.Name + "/exact", ElementType.Float, target.Shape);
        _nodes.Add(node with { Output = exact });
        Round(exact, target, ScaleOf(target));
    }

    private ImmutableArray<GraphValue> LayerInputs(GraphNode node)
    {
        var (x, weight, bias) = (node.Inputs[0], (GraphConstant)node.Inputs[1], (GraphConstant)node.Inputs[2]);
        var input = _plan.IsBytes(x) ? x : Entered(x);
        var bytes = ByteWeights.Of(weight, bias, ScaleOf(x).Scale, _largestWeight);
        var channels = bytes.Bias.Length;
        // Layers may share a small constant, but not its steps.
        var (weights, biases) = (NewName(), NewName());
        return
        [
            input,
            Channels(weights, GraphConstant.Of(weights + "/byte", weight.Shape, bytes.Weight), bytes.Scales,
                Zeros(ElementType.SignedByte, channels)),
            Channels(biases, GraphConstant.Of(biases + "/whole", bias.Shape, bytes.Bias), bytes.BiasScales,
                Zeros(ElementType.Integer, channels)),
        ];
    }

    /// <summary>A value in float32 on its way into layers, rounded once for all of them.</summary>
    private GraphValue Entered(GraphValue value)
    {
        if (!_entered.TryGetValue(value, out var entered))
        {
            entered = new GraphValue(NewName(), ElementType.Float, value.Shape);
            Round(value, entered, ScaleOf(value));
            _entered.Add(value, entered);
        }

        return entered;
    }

    /// <summary>A short name: there are many, and a network's paths would be a twentieth of the file.</summary>
    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"b{_names++}");

    private ByteScale ScaleOf(GraphValue value)
    {
        if (!_scales.TryGetValue(value, out var scale))
        {
            scale = ByteScale.Of(_ranges[value]);
            _scales.Add(value, scale);
        }

        return scale;
    }

    private void Round(GraphValue exact, GraphValue rounded, ByteScale scale)
    {
        var name = NewName();
        var step = GraphConstant.Of(name + "/step", [], [scale.Scale]);
        var zero = GraphConstant.Of(name + "/zero", [], [scale.ZeroPoint]);
        var bytes = new GraphValue(name, ElementType.UnsignedByte, rounded.Shape);
        _nodes.Add(new GraphNode(OperatorKind.QuantizeLinear, [exact, step, zero], bytes));
        _nodes.Add(new GraphNode(OperatorKind.DequantizeLinear, [bytes, step, zero], rounded));
    }

    /// <summary>Zero points, shared by all layers of one width.</summary>
    private GraphConstant Zeros(ElementType type, int channels)
    {
        if (!_zeros.TryGetValue((type, channels), out var zeros))
        {
            var name = $"zeros/{type}/{channels}";
            zeros = type == ElementType.SignedByte
                ? GraphConstant.Of(name, [channels], new sbyte[channels])
                : GraphConstant.Of(name, [channels], new int[channels]);
            _zeros.Add((type, channels), zeros);
        }

        return zeros;
    }

    private GraphValue Channels(string name, GraphConstant whole, float[] scales, GraphConstant zeros)
    {
        var numbers = new GraphValue(name, ElementType.Float, whole.Shape);
        _nodes.Add(new GraphNode(
            OperatorKind.DequantizeLinear,
            [whole, GraphConstant.Of(name + "/steps", [scales.Length], scales), zeros], numbers)
        {
            Attributes = [new IntegerAttribute("axis", 0)],
        });
        return numbers;
    }
}
