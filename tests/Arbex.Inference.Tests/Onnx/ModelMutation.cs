using Arbex.Imaging;
using Arbex.Inference.Onnx;
using Google.Protobuf;

namespace Arbex.Inference.Tests.Onnx;

/// <summary>Changes models so that their files stay readable: other operators, other numbers where sizes are decided, other
/// wires between the nodes.</summary>
internal static class ModelMutation
{
    private static readonly long[] Extremes =
    [
        0, 1, -1, 2, 3, 5, 7, 16, 63, 64, 255, 1 << 15, 1 << 20, int.MaxValue, int.MinValue, 1L << 31, 1L << 32, 1L << 40,
        long.MaxValue, long.MinValue,
    ];

    private static readonly string[] Operators =
    [
        "Loop", "If", "Scan", "Expand", "ConstantOfShape", "Tile", "Range", "NonZero", "RandomNormal", "Slice", "Concat", "MatMul",
        "Add", "Where", "Reshape", "Pad", "Gather", "Resize", "Transpose", "Identity", "Shape", "Unsqueeze", "Conv", "MaxPool",
        "Softmax", "Gemm", "ReduceSum", "Cast", "QuantizeLinear", "DequantizeLinear", "LayerNormalization", "Max", "Clip",
        "Div", "Mod", "Mul", "Sub", "Pow", "ReduceMean", "BitShift", "GatherElements", "TopK",
    ];

    /// <summary>A changed copy.</summary>
    /// <param name="model">A whole model.</param>
    /// <param name="random">Decides what happens.</param>
    public static byte[] Of(ModelProto model, SeededRandom random)
    {
        var changed = model.Clone();
        for (var i = random.NextInt(3); i >= 0; i--)
        {
            Change(changed.Graph, random);
        }

        return changed.ToByteArray();
    }

    private static void Change(GraphProto graph, SeededRandom random)
    {
        var node = graph.Node[random.NextInt(graph.Node.Count)];
        var constant = graph.Initializer.Count > 0 ? graph.Initializer[random.NextInt(graph.Initializer.Count)] : new TensorProto();
        switch (random.NextInt(13))
        {
            case 12:
                AddWholeNumbers(graph, random);
                break;
            case 0:
                node.OpType = Operators[random.NextInt(Operators.Length)];
                break;
            case 1 or 2 when node.Attribute.Count > 0:
                Change(node.Attribute[random.NextInt(node.Attribute.Count)], random);
                break;
            case 3 when node.Input.Count > 0:
                node.Input[random.NextInt(node.Input.Count)] = AnyValue(graph, random);
                break;
            case 4:
                node.Input.Add(AnyValue(graph, random));
                break;
            case 5:
                graph.Node.Remove(node);
                graph.Node.Insert(random.NextInt(graph.Node.Count + 1), node);
                break;
            case 6 or 7:
                constant = graph.Initializer.FirstOrDefault(other => other.DataType == 7 && random.NextBool(0.3)) ?? constant;
                ChangeNumber(constant, random);
                break;
            case 8 when constant.Dims.Count > 1:
                var (first, second) = (random.NextInt(constant.Dims.Count), random.NextInt(constant.Dims.Count));
                (constant.Dims[first], constant.Dims[second]) = (constant.Dims[second], constant.Dims[first]);
                break;
            case 9 when constant.Dims.Count > 0:
                constant.Dims[random.NextInt(constant.Dims.Count)] = Extreme(random);
                break;
            case 10:
                constant.DataType = 1 + random.NextInt(16);
                break;
            default:
                var value = random.NextBool(0.5) ? graph.Input[0] : graph.Output[random.NextInt(graph.Output.Count)];
                ChangeShape(value.Type.TensorType.Shape, random);
                break;
        }
    }

    private static void Change(AttributeProto attribute, SeededRandom random)
    {
        if (attribute.Ints.Count > 0)
        {
            attribute.Ints[random.NextInt(attribute.Ints.Count)] = Extreme(random);
        }
        else if (random.NextBool(0.8))
        {
            attribute.I = Extreme(random);
        }
        else
        {
            attribute.Type = (AttributeProto.Types.Kind)random.NextInt(15);
        }
    }

    private static void ChangeNumber(TensorProto constant, SeededRandom random)
    {
        var bytes = constant.RawData.ToByteArray();
        if (constant.DataType == 7 && bytes.Length >= sizeof(long))
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(sizeof(long) * random.NextInt(bytes.Length / sizeof(long))), Extreme(random));
        }
        else if (bytes.Length > 0)
        {
            bytes.AsSpan(random.NextInt(bytes.Length)).Fill((byte)random.NextInt(256));
        }

        constant.RawData = ByteString.CopyFrom(bytes);
    }

    /// <summary>Puts an operator on whole numbers, of which many are extreme, between a value and what reads it.</summary>
    private static void AddWholeNumbers(GraphProto graph, SeededRandom random)
    {
        var reader = graph.Node[random.NextInt(graph.Node.Count)];
        if (reader.Input.Count == 0 || graph.Initializer.Any(other => other.Name == "extreme"))
        {
            return;
        }

        var type = random.NextBool(0.5) ? 7 : 6;
        var extreme = Extreme(random);
        graph.Initializer.Add(new TensorProto
        {
            Name = "extreme",
            DataType = type,
            RawData = ByteString.CopyFrom(type == 7 ? BitConverter.GetBytes(extreme) : BitConverter.GetBytes((int)extreme)),
        });
        var input = random.NextInt(reader.Input.Count);
        var at = graph.Node.IndexOf(reader);
        graph.Node.Insert(at, Converted(reader.Input[input], "whole", type));
        graph.Node.Insert(at + 1, new NodeProto
        {
            Name = "computed",
            OpType = Operators[random.NextInt(Operators.Length)],
            Input = { "whole", random.NextBool(0.5) ? "extreme" : "whole" },
            Output = { "computed" },
        });
        graph.Node.Insert(at + 2, Converted("computed", "back", 1));
        reader.Input[input] = "back";
    }

    private static NodeProto Converted(string from, string to, long type) => new()
    {
        Name = to,
        OpType = "Cast",
        Input = { from },
        Output = { to },
        Attribute = { new AttributeProto { Name = "to", Type = AttributeProto.Types.Kind.Int, I = type } },
    };

    private static void ChangeShape(ShapeProto? shape, SeededRandom random)
    {
        if (shape is { Dim.Count: > 0 })
        {
            shape.Dim[random.NextInt(shape.Dim.Count)] = random.NextBool(0.3)
                ? new DimensionProto { DimParam = "any" }
                : new DimensionProto { DimValue = Extreme(random) };
        }
    }

    private static string AnyValue(GraphProto graph, SeededRandom random) => random.NextBool(0.5) && graph.Initializer.Count > 0
        ? graph.Initializer[random.NextInt(graph.Initializer.Count)].Name
        : graph.Node[random.NextInt(graph.Node.Count)].Output[0];

    private static long Extreme(SeededRandom random) => Extremes[random.NextInt(Extremes.Length)];
}
