using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>The units that a stage of the image stream is made of.</summary>
internal static class ImageUnitExporter
{
    /// <summary>[B, Cin, H, W] -> [B, C, H/s, W/s].</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue map, PlainUnit unit)
    {
        using var part = graph.Part("unit");
        var hidden = graph.Rectify(graph.Export(map, unit.First, unit.FirstNorm));  // [B, C, H, W]
        var residual = graph.Export(hidden, unit.Second, unit.SecondNorm);          // [B, C, H, W]
        var result = graph.Rectify(unit.HasShortcut ? graph.Plus(residual, map) : residual);
        return unit.Stride == 1 ? result : graph.MaxPool(result, unit.Stride);      // [B, C, H/s, W/s]
    }

    /// <summary>[B, Cin, H, W] -> [B, C, H/s, W/s].</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue map, ResidualUnit unit)
    {
        using var part = graph.Part("unit");
        var (norm, first, activation, second, secondNorm) = unit.Residual.Parts<
            BatchNormalization, Convolution, ChannelRelu, Convolution, BatchNormalization>();
        var hidden = graph.Export(graph.Export(map, norm), first, null, activation); // [B, C, H, W]
        var residual = graph.Export(hidden, second, secondNorm);                     // [B, C, H/s, W/s]
        return graph.Plus(residual, Shortcut(graph, map, unit));                     // [B, C, H/s, W/s]
    }

    /// <summary>Every s-th pixel, with a 1x1 convolution where the unit has one.</summary>
    private static GraphValue Shortcut(GraphBuilder graph, GraphValue map, ResidualUnit unit)
    {
        using var part = graph.Part("shortcut");
        if (unit.Shortcut is null)
        {
            return unit.Stride == 1 ? map : graph.EveryPixel(map, unit.Stride);
        }

        var (convolution, norm) = unit.Shortcut.Parts<Convolution, BatchNormalization>();
        var weights = FoldedWeights.Of(convolution).Then(ChannelAffine.Of(norm));
        return graph.Convolve(map, weights.Weight(graph), weights.Bias(graph), unit.Stride, padding: 0, groups: 1);
    }
}
