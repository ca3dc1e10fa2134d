using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using TorchSharp.Modules;

namespace Arbex.Export.Layers;

/// <summary>Layer norms over the last dimension.</summary>
internal static class LayerNormExporter
{
    /// <summary>[..., D] -> the same.</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue x, LayerNorm layer)
    {
        using var part = graph.Part("norm");
        var (scale, shift) = (TensorNumbers.Of(layer.weight!), TensorNumbers.Of(layer.bias!));
        return graph.LayerNormalize(
            x,
            graph.Constant("scale", [scale.Length], TensorNumbers.Rounded(scale)),
            graph.Constant("shift", [shift.Length], TensorNumbers.Rounded(shift)),
            layer.eps);
    }
}
