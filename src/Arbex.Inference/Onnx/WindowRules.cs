namespace Arbex.Inference.Onnx;

/// <summary>Shapes of operators that look at maps [B, C, H, W] through windows.</summary>
internal static class WindowRules
{
    private const int MapRank = 4;
    private const long Largest = 1024;
    private const float LargestScale = 64;

    private static readonly string[] Nearest = ["floor", "ceil", "round_prefer_floor", "round_prefer_ceil"];
    private static readonly string[] Coordinates = ["asymmetric", "half_pixel", "pytorch_half_pixel", "align_corners"];

    /// <summary>Convolution with weights [M, C / groups, h, w].</summary>
    public static GuardedTensor Convolved(GuardedNode node)
    {
        var (map, weights) = (Map(node), node[1].Shape);
        var groups = node.Whole("group", 1);
        node.Require(
            weights.Length == MapRank && groups >= 1 && map[1] / groups == weights[1] && map[1] % groups == 0
            && weights[0] % groups == 0 && weights[0] > 0,
            $"takes {node.Shapes()} in {groups} groups", "weights for as many channels");
        var kernel = node.Wholes("kernel_shape");
        node.Require(
            kernel.Length == 0 || kernel.AsSpan().SequenceEqual(weights.AsSpan(2)),
            $"says that its window is {string.Join('x', kernel)}", $"that of its weights {node[1]}");
        node.Require(
            node.Optional(2) is null or { Rank: 1 } && (node.Optional(2)?.Shape[0] ?? weights[0]) == weights[0],
            $"takes {node.Shapes()}", "a term for each channel");
        var result = Windowed(node, map, weights[0], weights[2..], roundsUp: false);
        node.Products = GuardedTensor.Product([result.Elements, weights[1], weights[2], weights[3]]);
        return result;
    }

    /// <summary>The largest in each window.</summary>
    public static GuardedTensor Pooled(GuardedNode node)
    {
        var (map, kernel) = (Map(node), Pair(node, "kernel_shape", 0, 1));
        var result = Windowed(node, map, map[1], kernel, node.Whole("ceil_mode", 0) != 0);
        var pads = Pads(node);
        node.Require(
            pads.Select((pad, i) => pad < kernel[i % 2]).All(less => less), "pads as much as a window or more", "less");
        return result;
    }

    /// <summary>Rows and columns repeated or mixed.</summary>
    public static GuardedTensor Resized(GuardedNode node)
    {
        var shape = node[0].Shape;
        node.Require(
            node.Text("mode", "nearest") is "nearest" or "linear" && Nearest.Contains(node.Text("nearest_mode", Nearest[2]))
            && Coordinates.Contains(node.Text("coordinate_transformation_mode", Coordinates[1])),
            "resizes in an unknown way", "nearest or linear");
        var scales = node[2].Numbers ?? [];
        node.Require(
            scales.Length == shape.Length && scales.All(scale => scale is > 1 / LargestScale and <= LargestScale)
            && node.Optional(1) is null or { Elements: 0 },
            $"resizes {node[0]} by {string.Join(", ", scales)}", $"a constant scale for each axis, at most {LargestScale}");
        return new GuardedTensor([.. shape.Select((side, i) => (long)(side * scales[i]))]);
    }

    private static long[] Map(GuardedNode node)
    {
        node.Require(node[0].Rank == MapRank, $"takes {node[0]}", "a map of four dimensions");
        return node[0].Shape;
    }

    private static GuardedTensor Windowed(GuardedNode node, long[] map, long channels, long[] kernel, bool roundsUp)
    {
        var (strides, spread, pads) = (Pair(node, "strides", 1, 1), Pair(node, "dilations", 1, 1), Pads(node));
        var sides = new long[2];
        for (var i = 0; i < sides.Length; i++)
        {
            node.Require(kernel[i] is >= 1 and <= Largest, $"has a window of {kernel[i]}", $"1 to {Largest}");
            var room = map[i + 2] + pads[i] + pads[i + 2] - (spread[i] * (kernel[i] - 1)) - 1;
            node.Require(room >= 0, $"has a window that is larger than the map {node[0]}", "a smaller one");
            sides[i] = ((room + (roundsUp ? strides[i] - 1 : 0)) / strides[i]) + 1;
        }

        return new GuardedTensor([map[0], channels, .. sides]);
    }

    private static long[] Pads(GuardedNode node)
    {
        var pads = node.Wholes("pads");
        pads = pads.Length == 0 ? new long[2 * 2] : pads;
        node.Require(
            pads.Length == 2 * 2 && pads.All(pad => pad is >= 0 and <= Largest),
            $"pads by {string.Join(", ", pads)}", $"four numbers from 0 to {Largest}");
        return pads;
    }

    private static long[] Pair(GuardedNode node, string name, long absent, long least)
    {
        var pair = node.Wholes(name);
        pair = pair.Length == 0 ? [absent, absent] : pair;
        node.Require(
            pair.Length == 2 && pair.All(number => number >= least && number <= Largest),
            $"has the {name} {string.Join(", ", pair)}", $"two numbers from {least} to {Largest}");
        return pair;
    }
}
