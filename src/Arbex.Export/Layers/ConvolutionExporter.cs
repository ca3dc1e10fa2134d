using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>Convolutions, with the batch norm and the activation behind them.</summary>
internal static class ConvolutionExporter
{
    /// <summary>[B, Cin, H, W] -> [B, C, H/s, W/s].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="map">The map.</param>
    /// <param name="layer">The convolution.</param>
    /// <param name="norm">A batch norm right behind it; it is multiplied into the weights.</param>
    /// <param name="activation">What follows.</param>
    public static GraphValue Export(
        this GraphBuilder graph, GraphValue map, Convolution layer, BatchNormalization? norm = null,
        ChannelRelu? activation = null)
    {
        using var part = graph.Part("convolution");
        var weights = FoldedWeights.Of(layer);
        if (norm is not null)
        {
            weights = weights.Then(ChannelAffine.Of(norm));
        }

        var result = graph.Convolve(
            map, weights.Weight(graph), weights.Bias(graph), layer.Stride, layer.Padding, layer.Groups);
        return activation is null ? result : graph.Export(result, activation);
    }

    /// <summary>A convolution with its norm and, unless it is linear, its activation.</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue map, ConvolutionBlock block) =>
        graph.Export(map, block.Convolution, block.Normalization, block.Activation);
}
