using Arbex.Export.Graphs;

namespace Arbex.Export.Layers;

/// <summary>Cuts maps into windows of tokens and puts them together again, each in one move of the numbers.</summary>
internal static class WindowPartitionExporter
{
    /// <summary>[B, C, H, W] -> [B x windows, w x w, C].</summary>
    public static GraphValue SplitWindows(this GraphBuilder graph, GraphValue map, int window)
    {
        using var part = graph.Part("windows");
        var (b, c, h, w) = (map.Shape[0], map.Shape[1].Size, map.Shape[2].Size, map.Shape[3].Size);
        if (h == window && w == window)
        {
            return graph.Transpose(graph.Reshape(map, [b, c, h * w]), 0, 2, 1); // [B, w x w, C]
        }

        var cut = graph.Reshape(map, [b, c, h / window, window, w / window, window]);
        var moved = graph.Transpose(cut, 0, 2, 4, 3, 5, 1);                     // [B, H/w, W/w, w, w, C]
        return graph.Reshape(
            moved, [b with { Size = b.Size * (h / window) * (w / window) }, window * window, c]);
    }

    /// <summary>[B x windows, w x w, C] -> [B, C, H, W]; the inverse of <see cref="SplitWindows"/>.</summary>
    public static GraphValue JoinWindows(this GraphBuilder graph, GraphValue windows, int window, TensorShape map)
    {
        using var part = graph.Part("map");
        var (b, c, h, w) = (map[0], windows.Shape[2].Size, map[2].Size, map[3].Size);
        if (h == window && w == window)
        {
            return graph.Reshape(graph.Transpose(windows, 0, 2, 1), [b, c, h, w]);
        }

        var cut = graph.Reshape(windows, [b, h / window, w / window, window, window, c]);
        return graph.Reshape(graph.Transpose(cut, 0, 5, 1, 3, 2, 4), [b, c, h, w]);
    }
}
