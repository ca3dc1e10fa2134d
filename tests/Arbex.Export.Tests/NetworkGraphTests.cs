using Arbex.Export.Graphs;
using Arbex.Export.Onnx;
using Arbex.Inference;
using Arbex.Networks;
using Arbex.Reliability;
using Arbex.Tests;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Export.Tests;

public sealed class NetworkGraphTests
{
    [Fact]
    public void Every_value_has_the_shape_that_the_graph_says()
    {
        foreach (var options in new[] { TestNetworks.Small, ArbexOptions.Compact })
        {
            using var network = TestNetworks.Build(options);
            var graph = NetworkGraph.Of(network);
            var watched = graph with { Outputs = [.. graph.Nodes.Select(node => node.Output)] };
            const int Faces = 2;
            var shapes = ShapesIn(watched, Faces, options.InputSize);

            Assert.All(watched.Outputs, value => Assert.Equal(
                value.Shape.Dimensions.Select(dimension => dimension.Size * (dimension.PerFace ? Faces : 1)),
                shapes[value.Name]));
        }
    }

    [Fact]
    public void Without_anchors_there_are_three_outputs_and_no_trace_of_balancing()
    {
        using var network = TestNetworks.Build(
            TestNetworks.Small with { Reliability = TestNetworks.Small.Reliability with { AnchorsPerClass = 0 } });
        var graph = NetworkGraph.Of(network);

        Assert.Equal(
            [ModelTensors.Final, ModelTensors.Primary, ModelTensors.Embedding],
            graph.Outputs.Select(output => output.Name));
        Assert.DoesNotContain(graph.Nodes, node => node.Kind is OperatorKind.ReduceL2 or OperatorKind.Log);
    }

    [Fact]
    public void The_compact_network_keeps_no_norm_of_batches_and_hardly_a_number_more_than_its_parameters()
    {
        using var network = TestNetworks.Build(ArbexOptions.Compact);
        var graph = NetworkGraph.Of(network);
        var parameters = network.parameters().Sum(parameter => parameter.numel());

        Assert.DoesNotContain(graph.Nodes, node => node.Kind == OperatorKind.BatchNormalization);
        Assert.InRange(
            graph.Constants.Sum(constant => constant.Shape.Elements.Size), 0.98 * parameters, 1.01 * parameters);
        Assert.InRange(graph.Nodes.Length, 1, 330);
    }

    [Fact]
    public void Layers_that_evaluation_does_not_use_are_left_out()
    {
        var options = TestNetworks.Small with
        {
            Landmark = TestNetworks.Small.Landmark with { Points = 5 },
            Reliability = TestNetworks.Small.Reliability with { AttentionMode = AttentionMode.CrossBatch },
        };
        using var network = TestNetworks.Build(options);
        var graph = NetworkGraph.Of(network);

        // Query, key, value and both projections of a single token are one layer of 16 to 3 x 2.
        var attention = graph.Nodes.Where(
            node => node.Output.Name.StartsWith("balancer/attention/", StringComparison.Ordinal));
        Assert.Equal([6, 16], Assert.Single(attention, node => node.Weights is not null).Weights!.Shape.Dimensions
            .Select(dimension => dimension.Size));
        Assert.DoesNotContain(
            graph.Constants, constant => constant.Shape.Dimensions.Any(dimension => dimension.Size == 10));
    }

    [Fact]
    public void Every_layer_with_weights_is_one_node_that_a_pass_can_find()
    {
        using var network = TestNetworks.Build(ArbexOptions.Compact);
        var nodes = NetworkGraph.Of(network).Nodes;

        Assert.All(
            nodes.Where(node => node.Kind is OperatorKind.Conv or OperatorKind.Gemm),
            node => Assert.NotNull(node.Weights));
        Assert.All(nodes.Where(node => node.Kind == OperatorKind.MatMul), node => Assert.Null(node.Weights));
    }

    [Fact]
    public void Building_a_graph_leaves_no_tensor_behind()
    {
        using var network = TestNetworks.Build(TestNetworks.Small);
        TensorLeak.AssertNone(() => NetworkGraph.Of(network));
    }

    private static Dictionary<string, long[]> ShapesIn(Graph graph, int faces, int side)
    {
        var bytes = OnnxWriter.Write(graph, "shapes", "", [], "1").ToByteArray();
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(bytes, options);
        using var run = new RunOptions();
        using var images = OrtValue.CreateTensorValueFromMemory(
            new float[faces * 3 * side * side], [faces, 3, side, side]);
        using var results = session.Run(run, [ModelTensors.Images], [images], session.OutputNames);
        return session.OutputNames.Zip(results, (name, result) => (name, result.GetTensorTypeAndShape().Shape))
            .ToDictionary(entry => entry.name, entry => entry.Shape, StringComparer.Ordinal);
    }
}
