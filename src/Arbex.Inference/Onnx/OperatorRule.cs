using System.Collections.Frozen;
using Kind = Arbex.Inference.Onnx.AttributeProto.Types.Kind;

namespace Arbex.Inference.Onnx;

/// <summary>What an operator may read, what may be set of it, and what it gives.</summary>
/// <param name="Fewest">Fewest inputs.</param>
/// <param name="Most">Most inputs.</param>
/// <param name="Type">Which numbers it takes, and those of its one output.</param>
/// <param name="Result">The shape of its one output.</param>
/// <param name="Attributes">Attributes by name, with their kinds.</param>
internal sealed record OperatorRule(
    int Fewest, int Most, Func<GuardedNode, ElementType> Type, Func<GuardedNode, GuardedTensor> Result,
    params (string Name, Kind Kind)[] Attributes)
{
    private const int MostJoined = 64;

    private static readonly (string, Kind) Axis = ("axis", Kind.Int);
    private static readonly (string, Kind) Axes = ("axes", Kind.Ints);
    private static readonly (string, Kind) Keep = ("keepdims", Kind.Int);
    private static readonly (string, Kind) Epsilon = ("epsilon", Kind.Float);
    private static readonly (string, Kind) Saturate = ("saturate", Kind.Int);

    /// <summary>The operators that are let through: those that Arbex writes, and the few more of the known face
    /// detectors. All others are refused, among them every one that holds a graph of its own or makes large tensors of small
    /// ones.</summary>
    public static FrozenDictionary<string, OperatorRule> All { get; } = new Dictionary<string, OperatorRule>(StringComparer.Ordinal)
    {
        ["Add"] = new(2, 2, TypeRules.Reals, ElementwiseRules.Stretched),
        ["BatchNormalization"] = new(5, 5, TypeRules.Reals, ElementwiseRules.ByChannel, Epsilon, ("momentum", Kind.Float)),
        ["Cast"] = new(1, 1, TypeRules.Converted, ElementwiseRules.Same, ("to", Kind.Int), Saturate),
        ["Clip"] = new(1, 3, TypeRules.Reals, ElementwiseRules.WithSingles),
        ["Concat"] = new(1, MostJoined, TypeRules.Moved, MovingRules.Concatenated, Axis),
        ["Conv"] = new(2, 3, TypeRules.Reals, WindowRules.Convolved, ("dilations", Kind.Ints), ("group", Kind.Int), ("kernel_shape", Kind.Ints),
            ("pads", Kind.Ints), ("strides", Kind.Ints)),
        ["DequantizeLinear"] = new(2, 3, TypeRules.FromBytes, ElementwiseRules.Quantized, Axis),
        ["Div"] = new(2, 2, TypeRules.Reals, ElementwiseRules.Stretched),
        ["Gather"] = new(2, 2, TypeRules.MovedByPositions, MovingRules.Gathered, Axis),
        ["Gelu"] = new(1, 1, TypeRules.Reals, ElementwiseRules.Same),
        ["Gemm"] = new(2, 3, TypeRules.Reals, MatrixRules.Linear, ("transA", Kind.Int), ("transB", Kind.Int), ("alpha", Kind.Float),
            ("beta", Kind.Float)),
        ["Identity"] = new(1, 1, TypeRules.Moved, ElementwiseRules.Unchanged),
        ["LayerNormalization"] = new(2, 3, TypeRules.Reals, ElementwiseRules.LayerNormalized, Axis, Epsilon),
        ["LeakyRelu"] = new(1, 1, TypeRules.Reals, ElementwiseRules.Same, ("alpha", Kind.Float)),
        ["LessOrEqual"] = new(2, 2, TypeRules.Compared, ElementwiseRules.Stretched),
        ["Log"] = new(1, 1, TypeRules.Reals, ElementwiseRules.Same),
        ["MatMul"] = new(2, 2, TypeRules.Reals, MatrixRules.Product),
        ["Max"] = new(1, MostJoined, TypeRules.Reals, ElementwiseRules.Stretched),
        ["MaxPool"] = new(1, 1, TypeRules.Reals, WindowRules.Pooled, ("ceil_mode", Kind.Int), ("kernel_shape", Kind.Ints), ("pads", Kind.Ints),
            ("strides", Kind.Ints)),
        ["Mul"] = new(2, 2, TypeRules.Reals, ElementwiseRules.Stretched),
        ["PRelu"] = new(2, 2, TypeRules.Reals, ElementwiseRules.StretchedToFirst),
        ["Pad"] = new(2, 3, TypeRules.Padded, MovingRules.Padded, ("mode", Kind.String)),
        ["QuantizeLinear"] = new(2, 3, TypeRules.ToBytes, ElementwiseRules.Quantized, Axis, Saturate),
        ["ReduceL2"] = new(1, 2, TypeRules.RealsAlongAxes, MatrixRules.Reduced, Keep, Axes),
        ["ReduceMean"] = new(1, 2, TypeRules.RealsAlongAxes, MatrixRules.Reduced, Keep, Axes),
        ["ReduceSum"] = new(1, 2, TypeRules.RealsAlongAxes, MatrixRules.Reduced, Keep, Axes),
        ["Relu"] = new(1, 1, TypeRules.Reals, ElementwiseRules.Same),
        ["Reshape"] = new(2, 2, TypeRules.MovedByPositions, MovingRules.Reshaped),
        ["Resize"] = new(3, 3, TypeRules.Resized, WindowRules.Resized, ("coordinate_transformation_mode", Kind.String), ("mode", Kind.String),
            ("nearest_mode", Kind.String), ("cubic_coeff_a", Kind.Float)),
        ["Shape"] = new(1, 1, TypeRules.Sizes, MovingRules.ShapeOf),
        ["Sigmoid"] = new(1, 1, TypeRules.Reals, ElementwiseRules.Same),
        ["Slice"] = new(3, 5, TypeRules.MovedByPositions, MovingRules.Sliced),
        ["Softmax"] = new(1, 1, TypeRules.Reals, ElementwiseRules.AlongAxis, Axis),
        ["Sub"] = new(2, 2, TypeRules.Reals, ElementwiseRules.Stretched),
        ["Transpose"] = new(1, 1, TypeRules.Moved, MovingRules.Transposed, ("perm", Kind.Ints)),
        ["Unsqueeze"] = new(1, 2, TypeRules.MovedByPositions, MovingRules.Unsqueezed, Axes),
        ["Where"] = new(3, 3, TypeRules.Chosen, ElementwiseRules.Stretched),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
