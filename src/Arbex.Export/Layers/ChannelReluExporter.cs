using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>ReLU, or PReLU with a slope for each channel.</summary>
/// <remarks>
/// PReLU with slopes up to 1 is max(x, slope x). ONNX Runtime 1.31 computes that ten times as fast as its own PRelu,
/// which was a quarter of the time of the preset paper.
/// </remarks>
internal static class ChannelReluExporter
{
    /// <summary>[B, C, H, W] -> the same.</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue map, ChannelRelu layer)
    {
        if (layer.Slope is null)
        {
            return graph.Rectify(map);
        }

        var slopes = TensorNumbers.Rounded(TensorNumbers.Of(layer.Slope));
        var slope = graph.Constant("slope", [slopes.Length, 1, 1], slopes);
        return slopes.All(number => number <= 1)
            ? graph.Largest(map, graph.Times(map, slope)) // the larger is x above zero and slope x below
            : graph.Rectify(map, slope);
    }
}
