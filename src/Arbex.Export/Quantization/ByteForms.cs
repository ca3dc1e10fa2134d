using Arbex.Export.Graphs;

namespace Arbex.Export.Quantization;

/// <summary>Writes in convolutions and sums what ONNX Runtime has no form on bytes for.</summary>
/// <remarks>
/// Norms in front of padded convolutions and activations with a slope for each channel would otherwise be islands of float32, with a
/// way there and back for every number. A norm is a convolution of each pixel by itself; the activation with slope s is
/// s x + relu((1 - s) x), two of them and a sum, as long as s is at most 1.
/// </remarks>
internal sealed class ByteForms
{
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<GraphValue, GraphNode> _sources;

    private ByteForms(Graph graph)
    {
        _sources = graph.Nodes.ToDictionary(node => node.Output, ReferenceEqualityComparer.Instance as IEqualityComparer<GraphValue>);
    }

    /// <summary>A graph with the same results.</summary>
    public static Graph Of(Graph graph)
    {
        var pass = new ByteForms(graph);
        foreach (var node in graph.Nodes)
        {
            pass.Add(node);
        }

        return (graph with { Nodes = [.. pass._nodes] }).WithoutDeadNodes();
    }

    private void Add(GraphNode node)
    {
        if (node.Kind == OperatorKind.BatchNormalization)
        {
            var (scale, shift) = ((GraphConstant)node.Inputs[1], (GraphConstant)node.Inputs[2]);
            _nodes.Add(Pixelwise(node.Inputs[0], scale.Floats, shift.Floats, node.Output));
        }
        else if (SlopeOf(node) is { } slope)
        {
            AddSlope(node, slope.Floats);
        }
        else
        {
            _nodes.Add(node);
        }
    }

    /// <summary>The slope of max(x, slope x); null for other nodes.</summary>
    private GraphConstant? SlopeOf(GraphNode node) =>
        node.Kind == OperatorKind.Max && _sources.TryGetValue(node.Inputs[1], out var product)
        && product.Kind == OperatorKind.Mul && ReferenceEquals(product.Inputs[0], node.Inputs[0])
        && product.Inputs[1] is GraphConstant slope && slope.Shape.Elements.Size == node.Inputs[0].Shape[1].Size
            ? slope
            : null;

    private void AddSlope(GraphNode node, ReadOnlySpan<float> slope)
    {
        var (x, y) = (node.Inputs[0], node.Output);
        var rest = new float[slope.Length];
        for (var channel = 0; channel < rest.Length; channel++)
        {
            rest[channel] = 1 - slope[channel];
        }

        var none = new float[slope.Length];
        var (sloped, above, rectified) = (Beside(y, "sloped"), Beside(y, "above"), Beside(y, "rectified"));
        _nodes.Add(Pixelwise(x, slope, none, sloped));
        _nodes.Add(Pixelwise(x, rest, none, above));
        _nodes.Add(new GraphNode(OperatorKind.Relu, [above], rectified));
        _nodes.Add(new GraphNode(OperatorKind.Add, [sloped, rectified], y));
    }

    /// <summary>scale x + shift for each channel of [B, C, H, W].</summary>
    private static GraphNode Pixelwise(
        GraphValue x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, GraphValue output)
    {
        var channels = scale.Length;
        return new GraphNode(
            OperatorKind.Conv,
            [
                x, GraphConstant.Of(output.Name + "/weight", [channels, 1, 1, 1], scale),
                GraphConstant.Of(output.Name + "/bias", [channels], shift),
            ],
            output)
        {
            Attributes =
            [
                new IntegersAttribute("kernel_shape", [1, 1]), new IntegersAttribute("strides", [1, 1]),
                new IntegersAttribute("pads", [0, 0, 0, 0]), new IntegerAttribute("group", channels),
            ],
        };
    }

    private static GraphValue Beside(GraphValue value, string name) =>
        new($"{value.Name}/{name}", value.Type, value.Shape);
}
