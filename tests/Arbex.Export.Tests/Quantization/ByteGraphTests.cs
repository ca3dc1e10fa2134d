using Arbex.Export.Graphs;
using Arbex.Export.Onnx;
using Arbex.Export.Quantization;
using Arbex.Inference;
using Arbex.Inference.Onnx;
using Arbex.Networks;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Export.Tests.Quantization;

/// <summary>What a network looks like on bytes, and what a runtime makes of it.</summary>
public sealed class ByteGraphTests
{
    [Fact]
    public void Norms_and_sloped_activations_as_convolutions_give_the_same_numbers()
    {
        using var network = TestNetworks.Build(TestNetworks.Small);
        var graph = NetworkGraph.Of(network);
        var rewritten = ByteForms.Of(graph);

        Assert.Contains(graph.Nodes, node => node.Kind == OperatorKind.BatchNormalization);
        Assert.Contains(graph.Nodes, node => node.Kind == OperatorKind.Max);
        Assert.DoesNotContain(rewritten.Nodes, node => node.Kind is OperatorKind.BatchNormalization or OperatorKind.Max);
        foreach (var face in DrawnFaces.Of(3, TestNetworks.Small.InputSize))
        {
            Assert.All(
                Answer(graph, face).Zip(Answer(rewritten, face)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void Layers_compute_on_bytes_and_sensitive_nodes_and_the_embedding_do_not()
    {
        var (graph, onBytes) = OnBytes(TestNetworks.Small);
        var embedding = Assert.Single(graph.Outputs, output => output.Name == ModelTensors.Embedding);

        Assert.All(
            onBytes.Nodes.Where(node => node.Kind is OperatorKind.Conv or OperatorKind.Gemm),
            node => Assert.Equal(ReferenceEquals(node.Output, embedding), node.Inputs[1] is GraphConstant));
        Assert.All(
            onBytes.Nodes.Where(node => node.IsSensitive),
            node => Assert.Contains(graph.Nodes, other => ReferenceEquals(other, node)));
    }

    [Fact]
    public void Every_rounding_names_its_zero_point_and_no_name_is_used_twice()
    {
        var (_, onBytes) = OnBytes(ArbexOptions.Compact);

        Assert.All(
            onBytes.Nodes.Where(node => node.Kind is OperatorKind.QuantizeLinear or OperatorKind.DequantizeLinear),
            node => Assert.Equal(3, node.Inputs.Length));
        Assert.Distinct(onBytes.Nodes.Select(node => node.Output.Name));
        Assert.Distinct(onBytes.Constants.Select(constant => constant.Name));
    }

    [Theory]
    [InlineData(ImageUnit.Plain, ChannelActivation.Rectifier)]
    [InlineData(ImageUnit.Residual, ChannelActivation.LearnedSlope)]
    public void ONNX_Runtime_joins_every_layer_to_one_on_bytes(ImageUnit unit, ChannelActivation activation)
    {
        var (_, onBytes) = OnBytes(TestNetworks.Small with
        {
            Image = TestNetworks.Small.Image with { Unit = unit, Activation = activation },
            Landmark = TestNetworks.Small.Landmark with { Activation = activation },
        });
        var operators = OperatorsInOnnxRuntime(onBytes);

        Assert.DoesNotContain("Conv", operators.Keys);
        Assert.DoesNotContain("BatchNormalization", operators.Keys);
        Assert.DoesNotContain("Relu", operators.Keys);
        Assert.Equal(1, operators.GetValueOrDefault("Gemm"));
        Assert.Equal(onBytes.Nodes.Count(node => node.Kind == OperatorKind.Conv), operators["QLinearConv"]);
        Assert.Equal(onBytes.Nodes.Count(node => node.Kind == OperatorKind.Gemm) - 1, operators["QGemm"]);
    }

    private static (Graph Graph, Graph OnBytes) OnBytes(ArbexOptions options)
    {
        using var network = TestNetworks.Build(options);
        var graph = NetworkGraph.Of(network);
        var material = TestNetworks.OneThread with { RangeFaces = DrawnFaces.Of(8, options.InputSize) };
        var result = NetworkOnBytes.Of(graph, new ByteOptions(), material, TestContext.Current.CancellationToken);
        return (graph, result.Graph);
    }

    private static float[] Answer(Graph graph, float[] face)
    {
        using var session = new GraphSession(graph, threads: 1);
        using var results = session.Run(face, [ModelTensors.Final]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static Dictionary<string, int> OperatorsInOnnxRuntime(Graph graph)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var settings = new SessionOptions
            {
                OptimizedModelFilePath = path,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            };
            using (new InferenceSession(GraphSession.BytesOf(graph), settings))
            {
            }

            return ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Node
                .CountBy(node => node.OpType).ToDictionary(StringComparer.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
