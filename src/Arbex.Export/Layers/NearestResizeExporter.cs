using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Export.Layers;

/// <summary>Nearest-neighbour sampling to a backbone's input size.</summary>
/// <remarks>
/// Which pixels those are is asked of the network's own sampling, once, with a picture whose pixels are their
/// positions: then no rounding can differ.
/// </remarks>
internal static class NearestResizeExporter
{
    /// <summary>[B, C, H, H] -> [B, C, side, side].</summary>
    public static GraphValue ExportResize(this GraphBuilder graph, GraphValue images, int side)
    {
        var from = images.Shape[2].Size;
        if (from == side)
        {
            return images;
        }

        using var part = graph.Part("resize");
        var positions = Positions(from, side);
        var (step, left) = Math.DivRem(from, side);
        var isEven = left == 0 && positions.Select((position, index) => position == index * step).All(fits => fits);
        return isEven
            ? graph.EveryPixel(images, step)
            : graph.Pick(graph.Pick(images, 2, positions), 3, positions);
    }

    private static long[] Positions(long from, int side)
    {
        using var scope = NewDisposeScope();
        var columns = Enumerable.Range(0, (int)(from * from)).Select(pixel => (float)(pixel % from)).ToArray();
        var sampled = NearestResize.To(tensor(columns, [1, 1, from, from]), side); // [1, 1, side, side]
        return [.. TensorNumbers.Of(sampled).Take(side).Select(position => (long)position)];
    }
}
