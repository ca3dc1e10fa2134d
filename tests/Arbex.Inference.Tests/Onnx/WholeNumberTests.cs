using Arbex.Inference.Faces;
using Arbex.Inference.Onnx;
using Arbex.Inference.Tests.Faces;
using Google.Protobuf;

namespace Arbex.Inference.Tests.Onnx;

/// <summary>
/// Arithmetic on whole numbers: the least of them divided by -1 ends the process inside of ONNX Runtime, while a file is opened or while
/// it runs. A model and a detector with any of it are refused before.
/// </summary>
public sealed class WholeNumberTests
{
    private static readonly string[] Operators =
    [
        "Div", "Mod", "Add", "Sub", "Mul", "Max", "Pow", "BitShift", "PRelu", "MatMul",
    ];

    /// <summary>Operators of one input, which may be whole numbers as far as ONNX goes.</summary>
    private static readonly string[] OfOne = ["ReduceMean", "ReduceSum", "ReduceL2", "Relu", "Clip", "MaxPool", "Abs", "Neg"];

    public static TheoryData<string, int, bool> Arithmetic
    {
        get
        {
            var cases = new TheoryData<string, int, bool>();
            foreach (var kind in Operators.Concat(OfOne))
            {
                foreach (var type in new[] { 2, 3, 6, 7 })
                {
                    cases.Add(kind, type, true);
                    cases.Add(kind, type, false);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Arithmetic))]
    public void In_a_model_it_is_refused(string kind, int type, bool isConstant)
    {
        var model = SmallModels.Network();
        Add(model, ModelTensors.Images, kind, type, isConstant);

        var refused = Assert.Throws<ArbexException>(() => OnnxExpressionModel.Open(model.ToByteArray(), "upload.onnx"));

        Assert.IsType<RefusedModelException>(refused.InnerException);
        Assert.Contains("upload.onnx", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Arithmetic))]
    public void In_a_detector_it_is_refused(string kind, int type, bool isConstant)
    {
        var model = ModelProto.Parser.ParseFrom(OnnxBytes.Detector(new YuNetLayout(), 64, 64, _ => 0));
        Add(model, "input", kind, type, isConstant);

        var refused = Assert.Throws<ArbexException>(() => new DetectorNetwork(
            model.ToByteArray(), "upload.onnx", [new YuNetLayout()], new FaceDetectorOptions()));

        Assert.IsType<RefusedModelException>(refused.InnerException);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    public void What_is_only_moved_and_converted_is_fine(int type)
    {
        var model = SmallModels.Network();
        model.Graph.Node.Add(SmallModels.Node("Cast", "whole", [ModelTensors.Images], SmallModels.Whole("to", type)));
        model.Graph.Node.Add(SmallModels.Node("Transpose", "turned whole", ["whole"], SmallModels.Wholes("perm", [0, 2, 3, 1])));
        model.Graph.Node.Add(SmallModels.Node("Concat", "twice whole", ["turned whole", "turned whole"], SmallModels.Whole("axis", 1)));
        model.Graph.Node.Add(SmallModels.Node("Cast", "fraction", ["twice whole"], SmallModels.Whole("to", 1)));

        using var opened = OnnxExpressionModel.Open(model.ToByteArray(), "small.onnx");

        var answers = opened.Run(new float[opened.Description.Preprocessing.InputLength], 1, withEmbeddings: false);
        Assert.Equal(3, answers.Final.Length);
    }

    /// <summary>The least number and -1, as constants or computed from the picture, through an operator.</summary>
    private static void Add(ModelProto model, string input, string kind, int type, bool isConstant)
    {
        model.Graph.Initializer.Add(Single("least", type, least: true));
        model.Graph.Initializer.Add(Single("minus one", type, least: false));
        var (left, right) = ("least", "minus one");
        if (!isConstant)
        {
            model.Graph.Node.Add(SmallModels.Node("Cast", "whole picture", [input], SmallModels.Whole("to", type)));
            model.Graph.Node.Add(SmallModels.Node("Concat", "left", ["whole picture", "whole picture"], SmallModels.Whole("axis", 2)));
            (left, right) = ("left", "left");
        }

        string[] inputs = OfOne.Contains(kind) ? [left] : [left, right];
        model.Graph.Node.Add(SmallModels.Node(kind, "result", inputs, kind switch
        {
            "ReduceMean" or "ReduceSum" or "ReduceL2" => [SmallModels.Wholes("axes", [0])],
            "MaxPool" => [SmallModels.Wholes("kernel_shape", [1, 1])],
            _ => [],
        }));
    }

    private static TensorProto Single(string name, int type, bool least)
    {
        var bytes = new byte[type switch { 7 => 8, 6 => 4, _ => 1 }];
        if (least)
        {
            bytes[^1] = 0x80;
        }
        else
        {
            Array.Fill(bytes, byte.MaxValue);
        }

        return new TensorProto { Name = name, DataType = type, Dims = { 1 }, RawData = ByteString.CopyFrom(bytes) };
    }
}
