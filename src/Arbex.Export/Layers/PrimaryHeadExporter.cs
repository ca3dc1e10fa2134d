using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;
using Arbex.Reliability;
using TorchSharp.Modules;

namespace Arbex.Export.Layers;

/// <summary>The classification head up to the primary distribution.</summary>
/// <remarks>A batch norm behind a ReLU is multiplied into the linear layer that follows it; dropout is training's
/// alone.</remarks>
internal static class PrimaryHeadExporter
{
    /// <summary>[B, D] -> l, [B, N].</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue embedding, PrimaryHead head, double temperature)
    {
        using var part = graph.Part("head");
        var layers = head.Layers.Layers();
        var x = embedding;
        ChannelAffine? norm = null;
        foreach (var (index, layer) in layers.Index())
        {
            switch (layer)
            {
                case Linear linear:
                    var weights = FoldedWeights.Of(linear);
                    weights = norm is null ? weights : weights.After(norm);
                    norm = null;
                    // Equation 9 divides the logits by the temperature.
                    weights = index == layers.Count - 1 ? weights.Then(1 / temperature) : weights;
                    x = graph.Export($"linear{index}", x, weights);
                    break;
                case BatchNormalization normalization:
                    norm = ChannelAffine.Of(normalization);
                    break;
                case ReLU:
                    x = graph.Rectify(x);
                    break;
                case Dropout:
                    break;
                default:
                    throw new ExportException(
                        $"There is no exporter for the head's {layer.GetType().Name}. Add one to Layers.");
            }
        }

        using var sensitive = graph.SensitivePart("primary");
        return graph.Softmax(x);                                                                       // equation 9
    }
}
