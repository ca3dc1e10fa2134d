using System.Runtime.InteropServices;
using Arbex.Imaging;
using Arbex.Inference.Onnx;
using Google.Protobuf;

namespace Arbex.Inference.Tests.Onnx;

/// <summary>A network of every common layer in a few kilobytes, written with Arbex's own description.</summary>
internal static class SmallModels
{
    public const int Side = 32;

    private static readonly string[] Classes = ["angry", "happy", "neutral"];

    /// <summary>A model of three classes for faces of 32 x 32.</summary>
    public static ModelProto Network()
    {
        var graph = new GraphProto { Name = "small" };
        graph.Input.Add(Value(ModelTensors.Images, 0, 3, Side, Side));
        graph.Output.Add(Value(ModelTensors.Final, 0, Classes.Length));
        graph.Output.Add(Value(ModelTensors.Primary, 0, Classes.Length));
        graph.Initializer.AddRange(
        [
            Numbers("weights", 4, 3, 3, 3), Numbers("bias", 4), Numbers("step"), Positions("starts", 0, 0), Positions("ends", 2, 3),
            Positions("axes", 2, 3), Positions("steps", 1, 1), Positions("pads", 0, 0, 0, 0, 0, 0, 0, 1), Positions("rows", -1, 32),
            Numbers("matrix", 3, 32), Numbers("terms", 3), Positions("order", 2, 0, 1), Positions("last", 1), Numbers("scale", 3),
            new TensorProto { Name = "zero", DataType = 2, RawData = ByteString.CopyFrom(7) },
        ]);
        graph.Node.AddRange(
        [
            Node("QuantizeLinear", "steps8", [ModelTensors.Images, "step", "zero"]),
            Node("DequantizeLinear", "rounded", ["steps8", "step", "zero"]),
            Node("Conv", "map", ["rounded", "weights", "bias"], Wholes("kernel_shape", [3, 3]), Wholes("pads", [1, 1, 1, 1]),
                Wholes("strides", [1, 1]), Whole("group", 1)),
            Node("Relu", "kept", ["map"]),
            Node("MaxPool", "pooled", ["kept"], Wholes("kernel_shape", [2, 2]), Wholes("strides", [2, 2])),
            Node("Slice", "part", ["pooled", "starts", "ends", "axes", "steps"]),
            Node("Pad", "padded", ["part", "pads"]),
            Node("Transpose", "turned", ["padded"], Wholes("perm", [0, 2, 3, 1])),
            Node("Reshape", "flat", ["turned", "rows"]),
            Node("Gemm", "logits", ["flat", "matrix", "terms"], Whole("transB", 1)),
            Node("Softmax", ModelTensors.Primary, ["logits"], Whole("axis", -1)),
            Node("LayerNormalization", "normal", ["logits", "scale", "terms"], Whole("axis", -1)),
            Node("Gather", "other", ["normal", "order"], Whole("axis", 1)),
            Node("ReduceMean", "mean", ["other", "last"], Whole("keepdims", 1)),
            Node("Sub", "centred", ["other", "mean"]),
            Node("Concat", "twice", ["centred", "logits"], Whole("axis", 1)),
            Node("Gather", "three", ["twice", "order"], Whole("axis", 1)),
            Node("Softmax", ModelTensors.Final, ["three"], Whole("axis", -1)),
        ]);
        var description = new ModelDescription
        {
            Name = "small",
            Labels = [.. Classes],
            Preprocessing = new FacePreprocessing { InputSize = Side },
        };
        return new ModelProto
        {
            IrVersion = 9,
            OpsetImport = { new OperatorSetProto { Version = 20 } },
            Graph = graph,
            MetadataProps =
            {
                new TextEntryProto { Key = ModelDescription.MetadataKey, Value = ModelDescriptionJson.Write(description) },
            },
        };
    }

    public static NodeProto Node(string kind, string output, string[] inputs, params AttributeProto[] attributes) => new()
    {
        Name = output,
        OpType = kind,
        Input = { inputs },
        Output = { output },
        Attribute = { attributes },
    };

    public static AttributeProto Whole(string name, long value) => new()
    {
        Name = name,
        Type = AttributeProto.Types.Kind.Int,
        I = value,
    };

    public static AttributeProto Wholes(string name, long[] values) => new()
    {
        Name = name,
        Type = AttributeProto.Types.Kind.Ints,
        Ints = { values },
    };

    public static TensorProto Positions(string name, params long[] values) => new()
    {
        Name = name,
        DataType = 7,
        Dims = { values.Length },
        RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values)),
    };

    public static TensorProto Numbers(string name, params long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (product, side) => product * side);
        float[] numbers = [.. Enumerable.Range(0, count).Select(i => (float)(1.5 + Math.Sin(i)))];
        return new TensorProto
        {
            Name = name,
            DataType = 1,
            Dims = { shape },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(numbers)),
        };
    }

    /// <summary>An input or output; a size of 0 is left open.</summary>
    public static ValueProto Value(string name, params long[] shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TensorTypeProto
            {
                ElemType = 1,
                Shape = new ShapeProto
                {
                    Dim =
                    {
                        shape.Select(side => side == 0
                            ? new DimensionProto { DimParam = "batch" }
                            : new DimensionProto { DimValue = side }),
                    },
                },
            },
        },
    };
}
