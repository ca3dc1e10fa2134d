using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>
/// The landmark stream. Its output layer for points has no part in recognising expressions and is left out.
/// </summary>
internal static class LandmarkBackboneExporter
{
    /// <summary>[B, 3, S, S], already of the stream's own size, to its three maps from fine to coarse.</summary>
    public static IReadOnlyList<GraphValue> Export(
        this GraphBuilder graph, GraphValue images, LandmarkBackbone backbone)
    {
        using var part = graph.Part("landmark");
        var map = backbone.Stem.Aggregate(images, graph.Export); // [B, C0, S/2, S/2]
        var maps = new List<GraphValue>();
        foreach (var (index, (down, stage)) in backbone.Downs.Zip(backbone.Stages).Index())
        {
            using var stagePart = graph.Part($"stage{index + 1}");
            map = graph.Export(graph.Export(map, down), stage);
            maps.Add(map);
        }

        maps[^1] = graph.Export(maps[^1], backbone.Separate);
        return maps;
    }
}
