using Arbex.Export.Graphs;
using Arbex.Export.Precision;
using Arbex.Inference.Onnx;

namespace Arbex.Export.Tests.Precision;

public sealed class HalfPrecisionTests
{
    [Fact]
    public void Layers_compute_in_float16_and_sensitive_nodes_in_float32()
    {
        using var network = TestNetworks.Build(TestNetworks.Small);
        var graph = HalfPrecision.Of(NetworkGraph.Of(network));

        Assert.All(graph.Nodes.Where(node => node.Weights is not null), node => Assert.All(
            node.Inputs.Append(node.Output), value => Assert.Equal(ElementType.Half, value.Type)));
        Assert.All(graph.Nodes.Where(node => node.IsSensitive), node => Assert.DoesNotContain(
            node.Inputs.Append(node.Output), value => value.Type == ElementType.Half));
        Assert.All(graph.Inputs.Concat(graph.Outputs), value => Assert.Equal(ElementType.Float, value.Type));
        Assert.Contains(graph.Nodes, node => node is { Kind: OperatorKind.Softmax, IsSensitive: true });
    }

    [Fact]
    public void Every_node_reads_numbers_of_one_kind()
    {
        using var network = TestNetworks.Build(TestNetworks.Small);
        var graph = HalfPrecision.Of(NetworkGraph.Of(network));
        foreach (var node in graph.Nodes.Where(node => node.Kind != OperatorKind.Cast))
        {
            var kinds = node.Inputs.Append(node.Output).Select(value => value.Type)
                .Where(type => type is ElementType.Float or ElementType.Half).Distinct();
            Assert.Single(kinds);
        }
    }

    [Fact]
    public void A_weight_that_float16_cannot_hold_is_named()
    {
        var graph = new GraphBuilder();
        var rows = graph.Input("rows", ElementType.Float, [Dimension.Batch, 1]);
        graph.Output("answer", graph.Times(rows, graph.Constant("steep", [1], [70000f])));

        var refused = Assert.Throws<ExportException>(() => HalfPrecision.Of(graph.Build()));
        Assert.Contains("'steep'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("70000", refused.Message, StringComparison.Ordinal);
    }
}
