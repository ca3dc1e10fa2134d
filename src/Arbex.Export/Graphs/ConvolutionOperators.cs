namespace Arbex.Export.Graphs;

/// <summary>Operators on maps [B, C, H, W].</summary>
internal static class ConvolutionOperators
{
    /// <summary>
    /// Convolution with the same stride and padding in both directions: [B, Cin, H, W] -> [B, C, H', W'].
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="map">[B, Cin, H, W].</param>
    /// <param name="weight">[C, Cin / groups, k, k].</param>
    /// <param name="bias">[C].</param>
    /// <param name="stride">Every how many pixels.</param>
    /// <param name="padding">Zeros around the map.</param>
    /// <param name="groups">Groups of channels that do not see one another.</param>
    public static GraphValue Convolve(
        this GraphBuilder graph, GraphValue map, GraphConstant weight, GraphConstant bias, long stride, long padding,
        long groups)
    {
        var kernel = weight.Shape[2].Size;
        if (map.Shape[1].Size != weight.Shape[1].Size * groups)
        {
            throw new ArgumentException($"Weights {weight} do not fit {map} in {groups} groups.", nameof(weight));
        }

        var shape = Windowed(map.Shape, kernel, stride, padding).With(1, weight.Shape[0]);
        return graph.Add(
            OperatorKind.Conv, [map, weight, bias], map.Type, shape,
            new IntegersAttribute("kernel_shape", [kernel, kernel]), new IntegersAttribute("strides", [stride, stride]),
            new IntegersAttribute("pads", [padding, padding, padding, padding]), new IntegerAttribute("group", groups));
    }

    /// <summary>The largest of each square of pixels: [B, C, H, W] -> [B, C, H/s, W/s].</summary>
    public static GraphValue MaxPool(this GraphBuilder graph, GraphValue map, long side) => graph.Add(
        OperatorKind.MaxPool, [map], map.Type, Windowed(map.Shape, side, side, 0),
        new IntegersAttribute("kernel_shape", [side, side]), new IntegersAttribute("strides", [side, side]));

    /// <summary>Batch norm by statistics of training: [B, C, H, W] -> the same.</summary>
    public static GraphValue BatchNormalize(
        this GraphBuilder graph, GraphValue map, GraphConstant scale, GraphConstant shift, GraphConstant mean,
        GraphConstant variance, double epsilon) => graph.Add(
        OperatorKind.BatchNormalization, [map, scale, shift, mean, variance], map.Type, map.Shape,
        new NumberAttribute("epsilon", (float)epsilon));

    private static TensorShape Windowed(TensorShape shape, long window, long stride, long padding) => shape
        .With(2, ((shape[2].Size + (2 * padding) - window) / stride) + 1)
        .With(3, ((shape[3].Size + (2 * padding) - window) / stride) + 1);
}
