using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>ReLU, or PReLU with a slope for each channel.</summary>
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
        return graph.Rectify(map, graph.Constant("slope", [slopes.Length, 1, 1], slopes));
    }
}
