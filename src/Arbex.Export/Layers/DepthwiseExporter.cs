using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>
/// MobileFaceNet's blocks: expand, filter each channel, project, and add the input where the block has a shortcut.
/// </summary>
internal static class DepthwiseExporter
{
    /// <summary>[B, Cin, H, W] -> [B, C, H/s, W/s].</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue map, DepthwiseBlock block)
    {
        using var part = graph.Part("depthwise");
        var result = graph.Export(graph.Export(graph.Export(map, block.Expand), block.Filter), block.Project);
        return block.IsResidual ? graph.Plus(result, map) : result;
    }

    /// <summary>A row of blocks.</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue map, DepthwiseStage stage) =>
        stage.Blocks.Aggregate(map, graph.Export);
}
