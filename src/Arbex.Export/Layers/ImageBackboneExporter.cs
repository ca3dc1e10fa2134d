using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>The image stream.</summary>
internal static class ImageBackboneExporter
{
    /// <summary>[B, 3, S, S], already of the stream's own size, to its three maps from fine to coarse.</summary>
    public static IReadOnlyList<GraphValue> Export(this GraphBuilder graph, GraphValue images, ImageBackbone backbone)
    {
        using var part = graph.Part("image");
        var (convolution, norm, activation) = backbone.Stem.Parts<Convolution, BatchNormalization, ChannelRelu>();
        var map = graph.Export(images, convolution, norm, activation); // [B, C0, S, S]
        var maps = new List<GraphValue>();
        foreach (var (index, stage) in backbone.Stages.Index())
        {
            using var stagePart = graph.Part($"stage{index + 1}");
            map = stage.Layers().Aggregate(map, (x, unit) => unit switch
            {
                PlainUnit plain => graph.Export(x, plain),
                ResidualUnit residual => graph.Export(x, residual),
                _ => throw new ExportException(
                    $"There is no exporter for the unit {unit.GetType().Name}. Add one to Layers."),
            });
            maps.Add(map);
        }

        return maps;
    }
}
