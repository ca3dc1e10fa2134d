using Arbex.Export.Graphs;

namespace Arbex.Export.Layers;

/// <summary>Cuts maps into windows of tokens and puts them together again, each in one move of the numbers.</summary>
internal static class WindowPartitionExporter
{
    /// <summary>[B, C, H, W] -> rows [B x windows x w x w, C].</summary>
    public static GraphValue SplitWindows(this GraphBuilder graph, GraphValue map, int window)
    {
        using var part = graph.Part("windows");
        var (b, c, h, w) = (map.Shape[0], map.Shape[1].Size, map.Shape[2].Size, map.Shape[3].Size);
        var moved = h == window && w == window
            ? graph.Transpose(map, 0, 2, 3, 1)                                  // [B, w, w, C]
            : graph.Transpose(                                                  // [B, H/w, W/w, w, w, C]
                graph.Reshape(map, [b, c, h / window, window, w / window, window]), 0, 2, 4, 3, 5, 1);
        return graph.Reshape(moved, [b with { Size = b.Size * h * w }, c]);
    }

    /// <summary>Rows [B x windows x w x w, C] -> [B, C, H, W]; the inverse of <see cref="SplitWindows"/>.</summary>
    public static GraphValue JoinWindows(this GraphBuilder graph, GraphValue rows, int window, TensorShape map)
    {
        using var part = graph.Part("map");
        var (b, c, h, w) = (map[0], rows.Shape[1].Size, map[2].Size, map[3].Size);
        if (h == window && w == window)
        {
            return graph.Transpose(graph.Reshape(rows, [b, h, w, c]), 0, 3, 1, 2);
        }

        var cut = graph.Reshape(rows, [b, h / window, w / window, window, window, c]);
        return graph.Reshape(graph.Transpose(cut, 0, 5, 1, 3, 2, 4), [b, c, h, w]);
    }
}
