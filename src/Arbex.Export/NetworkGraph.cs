using Arbex.Export.Graphs;
using Arbex.Export.Layers;
using Arbex.Inference;
using Arbex.Inference.Onnx;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Export;

/// <summary>Turns a network into a graph that computes what the network computes in evaluation.</summary>
/// <remarks>
/// Batch norms, layer scales, the division of queries and the temperature are multiplied into weights; positions and
/// bias tables become constants; dropout, dropped paths and layers that evaluation does not use leave nothing behind.
/// </remarks>
internal static class NetworkGraph
{
    /// <summary>Builds the graph; the network is only read.</summary>
    /// <param name="network">The network.</param>
    public static Graph Of(ArbexNet network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var graph = new GraphBuilder();
        var side = network.Options.InputSize;
        var images = graph.Input(ModelTensors.Images, ElementType.Float, [Dimension.Batch, 3, side, side]);
        graph.Export(graph.Export(images, network.Encoder), network.Balancer);
        return graph.Build();
    }
}
