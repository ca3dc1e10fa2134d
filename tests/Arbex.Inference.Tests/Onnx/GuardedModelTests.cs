using Arbex.Inference.Faces;
using Arbex.Inference.Onnx;
using Arbex.Inference.Tests.Faces;
using Google.Protobuf;

namespace Arbex.Inference.Tests.Onnx;

/// <summary>What a model file may not hold, one thing at a time.</summary>
public sealed class GuardedModelTests
{
    private static readonly Dictionary<string, (Action<ModelProto> Change, string[] Words)> Hostile = new(StringComparer.Ordinal)
    {
        ["a loop"] = (model => model.Graph.Node[3].OpType = "Loop", ["'kept' is a Loop", "operators"]),
        ["another domain"] = (model => model.Graph.Node[3].Domain = "com.microsoft", ["Relu of 'com.microsoft'"]),
        ["another set of operators"] = (
            model => model.OpsetImport[0].Domain = "com.microsoft", ["version 20 of the operators 'com.microsoft'"]),
        ["a function"] = (model => model.Functions.Add(ByteString.CopyFromUtf8("f")), ["functions"]),
        ["training"] = (model => model.TrainingInfo.Add(ByteString.CopyFromUtf8("t")), ["train"]),
        ["a sparse tensor"] = (model => model.Graph.SparseInitializer.Add(ByteString.Empty), ["sparse"]),
        ["a subgraph"] = (
            model => model.Graph.Node[3].Attribute.Add(new AttributeProto
            {
                Name = "body",
                Type = AttributeProto.Types.Kind.Graph,
                G = ByteString.CopyFromUtf8("g"),
            }),
            ["'body'", "Graph"]),
        ["a tensor inside an attribute"] = (
            model => model.Graph.Node[2].Attribute[3].T = ByteString.CopyFromUtf8("t"), ["'group'", "without tensors"]),
        ["a field of no known name"] = (
            model => model.Graph.Node[3] = NodeProto.Parser.ParseFrom([.. model.Graph.Node[3].ToByteArray(), 0xA2, 0x06, 0]),
            ["does not know"]),
        ["numbers in another file"] = (
            model => model.Graph.Initializer[0].ExternalData.Add(new TextEntryProto { Key = "location", Value = "/etc/passwd" }),
            ["'weights' lie in another file"]),
        ["a location elsewhere"] = (model => model.Graph.Initializer[0].DataLocation = 1, ["'weights' lie in another file"]),
        ["a tensor larger than its bytes"] = (
            model => model.Graph.Initializer[0].Dims[0] = 1L << 40, ["'weights'", "[1099511627776, 3, 3, 3]", "432 bytes"]),
        ["a shape beyond all numbers"] = (
            model => model.Graph.Initializer[0].Dims[0] = long.MaxValue, ["'weights'", "432 bytes"]),
        ["a negative shape"] = (model => model.Graph.Initializer[0].Dims[0] = -4, ["'weights'", "[-4, 3, 3, 3]"]),
        ["a text tensor"] = (model => model.Graph.Initializer[0].DataType = 8, ["'weights' is of the type 8"]),
        ["two tensors of one name"] = (model => model.Graph.Initializer[1].Name = "weights", ["two of the name 'weights'"]),
        ["a step of 2^32"] = (
            model => model.Graph.Initializer[6] = SmallModels.Positions("steps", 1L << 32, 1), ["'part' (Slice)", "steps of 4294967296"]),
        ["a step of 0"] = (model => model.Graph.Initializer[6] = SmallModels.Positions("steps", 0, 1), ["'part' (Slice)", "steps of 0"]),
        ["huge pads"] = (
            model => model.Graph.Initializer[7] = SmallModels.Positions("pads", 0, 0, 0, 0, 0, 0, 0, 1L << 33),
            ["'padded' (Pad)", "8589934592"]),
        ["pads of a convolution"] = (model => model.Graph.Node[2].Attribute[1].Ints[0] = 1L << 40, ["'map' (Conv)", "pads"]),
        ["no groups"] = (model => model.Graph.Node[2].Attribute[3].I = 0, ["'map' (Conv)", "0 groups"]),
        ["no stride"] = (model => model.Graph.Node[2].Attribute[2].Ints[1] = 0, ["'map' (Conv)", "strides"]),
        ["a window larger than the map"] = (
            model => model.Graph.Node[4].Attribute[0].Ints[0] = 1000, ["'pooled' (MaxPool)", "larger than the map"]),
        ["an axis that is not there"] = (model => model.Graph.Node[10].Attribute[0].I = 2, ["'primary' (Softmax)", "axis 2"]),
        ["a position that is not there"] = (
            model => model.Graph.Initializer[11] = SmallModels.Positions("order", 3, 0, 1), ["'other' (Gather)", "positions out of"]),
        ["a shape of other length"] = (
            model => model.Graph.Initializer[8] = SmallModels.Positions("rows", -1, 33), ["'flat' (Reshape)", "-1, 33"]),
        ["a missing value"] = (model => model.Graph.Node[3].Input[0] = "nowhere", ["'nowhere'", "no earlier node"]),
        ["a ring"] = (model => model.Graph.Node[3].Input[0] = "pooled", ["'pooled'", "no earlier node"]),
        ["two values of one name"] = (model => model.Graph.Node[3].Output[0] = "map", ["two of its values", "'map'"]),
        ["two outputs"] = (model => model.Graph.Node[3].Output.Add("second"), ["'kept' (Relu)", "2 outputs"]),
        ["an attribute of another operator"] = (
            model => model.Graph.Node[3].Attribute.Add(SmallModels.Whole("axis", 1)), ["'kept' (Relu)", "'axis'"]),
        ["a false claim"] = (
            model => model.Graph.ValueInfo.Add(SmallModels.Value("kept", 1, 4, 32, 33)), ["'kept'", "[1, 4, 32, 33]", "[1, 4, 32, 32]"]),
        ["a second input"] = (model => model.Graph.Input.Add(SmallModels.Value("more", 1)), ["2 inputs", "more"]),
        ["a huge input"] = (
            model => model.Graph.Input[0] = SmallModels.Value("images", 0, 3, 1 << 20, 1 << 20), ["[1, 3, 1048576, 1048576]"]),
        ["forty doublings"] = (model => Repeat(model, 40, "Concat", SmallModels.Whole("axis", 1)), ["Concat", "at most"]),
        ["outer products"] = (model => OuterProducts(model), ["MatMul", "at most"]),
        ["outer sums of constants"] = (OuterSums, ["(Add)", "numbers", "together"]),
        ["a hundred copies of a constant"] = (CopiesOfOne, ["(Relu)", "numbers", "together"]),
        ["a tensor of 64-bit fractions"] = (model => model.Graph.Initializer[0].DataType = 11, ["'weights' is of the type 11"]),
        ["an input of another type"] = (
            model => model.Graph.Input[0].Type.TensorType.ElemType = 7, ["(QuantizeLinear)", "LongInteger"]),
        ["an input of no type"] = (model => model.Graph.Input[0].Type.TensorType.ElemType = 0, ["'images' is of the type 0"]),
        ["a false type"] = (
            model => model.Graph.Output[0].Type.TensorType.ElemType = 10, ["'final' is of the type Half", "in truth is Float"]),
        ["steps of another type than their zero"] = (
            model => model.Graph.Node[1].Input[2] = "other zero", ["'rounded' (DequantizeLinear)", "UnsignedByte and SignedByte"]),
        ["positions with fractions"] = (model => model.Graph.Node[13].Input[1] = "scale", ["'mean' (ReduceMean)", "positions"]),
        ["a conversion to text"] = (
            model => model.Graph.Node[3] = SmallModels.Node("Cast", "kept", ["map"], SmallModels.Whole("to", 8)), ["'kept' (Cast)", "type 8"]),
        ["a choice by numbers"] = (
            model => model.Graph.Node[3] = SmallModels.Node("Where", "kept", ["map", "map", "map"]), ["'kept' (Where)", "true or false"]),
        ["a mean of nothing"] = (MeanOfNothing, ["'nothing' (ReduceMean)", "[3, 0]", "empty"]),
        ["a long text about itself"] = (
            model => model.MetadataProps.Add(new TextEntryProto { Key = "long", Value = new string('x', 17 << 20) }),
            ["a text of", "at most 16777216 bytes"]),
        ["a hundred thousand nodes"] = (model => Repeat(model, 20_001, "Add"), ["more than 20000 nodes"]),
    };

    public static TheoryData<string> Names => [.. Hostile.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_is_refused_with(string name)
    {
        var (change, words) = Hostile[name];
        var model = SmallModels.Network();
        model.Graph.Initializer.Add(
            new TensorProto { Name = "other zero", DataType = 3, RawData = ByteString.CopyFrom(7) });
        change(model);
        var refused = Assert.Throws<ArbexException>(() => OnnxExpressionModel.Open(model.ToByteArray(), "upload.onnx"));
        Assert.IsType<RefusedModelException>(refused.InnerException);
        Assert.All(
            ["'upload.onnx' cannot be used as a model", "Expected", "arbex export", .. words],
            word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_grows_with_the_cube_of_the_batch_is_refused_when_the_batch_is_large()
    {
        var model = SmallModels.Network();
        foreach (var (name, shape) in new[] { ("x", new long[] { -1, 1, 1 }), ("y", [1, -1, 1]), ("z", [1, 1, -1]) })
        {
            model.Graph.Initializer.Add(SmallModels.Positions($"along {name}", shape));
            model.Graph.Node.Add(SmallModels.Node("Reshape", name, ["logits", $"along {name}"]));
        }

        model.Graph.Node.Add(SmallModels.Node("Mul", "square", ["x", "y"]));
        model.Graph.Node.Add(SmallModels.Node("Mul", "cube", ["square", "z"]));
        using var opened = OnnxExpressionModel.Open(model.ToByteArray(), "cube.onnx");
        var length = opened.Description.Preprocessing.InputLength;
        opened.Run(new float[2 * length], 2, withEmbeddings: false);
        var refused = Assert.Throws<ArbexException>(() => opened.Run(new float[256 * length], 256, withEmbeddings: false));
        Assert.Contains("'cube' (Mul)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_with_a_loop_is_refused()
    {
        var model = ModelProto.Parser.ParseFrom(OnnxBytes.Detector(new YuNetLayout(), 32, 32, _ => 0));
        model.Graph.Node[0].OpType = "Loop";
        var refused = Assert.Throws<ArbexException>(() => new DetectorNetwork(
            model.ToByteArray(), "upload.onnx", [new YuNetLayout()], new FaceDetectorOptions()));
        Assert.Contains("Loop", refused.Message, StringComparison.Ordinal);
        Assert.Contains("arbex models pull", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_a_model_through_takes_a_small_part_of_its_size()
    {
        var model = SmallModels.Network();
        model.Graph.Initializer.Add(SmallModels.Numbers("large", 1024, 1024, 8));
        var file = model.ToByteArray();
        GuardedModel.Of(file, "", "");
        var before = GC.GetAllocatedBytesForCurrentThread();
        GuardedModel.Of(file, "", "");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, file.Length / 50);
    }

    private static void MeanOfNothing(ModelProto model)
    {
        model.Graph.Initializer.Add(new TensorProto { Name = "none", DataType = 1, Dims = { 3, 0 } });
        model.Graph.Node.Add(SmallModels.Node("ReduceMean", "nothing", ["none", "last"]));
    }

    private static void Repeat(ModelProto model, int count, string kind, params AttributeProto[] attributes)
    {
        for (var i = 0; i < count; i++)
        {
            var before = i == 0 ? "logits" : $"repeated{i - 1}";
            model.Graph.Node.Add(SmallModels.Node(kind, $"repeated{i}", [before, before], attributes));
        }
    }

    private static void OuterProducts(ModelProto model)
    {
        model.Graph.Initializer.Add(SmallModels.Numbers("tall", 20_000, 1));
        model.Graph.Initializer.Add(SmallModels.Numbers("wide", 1, 20_000));
        model.Graph.Node.Add(SmallModels.Node("MatMul", "outer", ["tall", "wide"]));
    }

    /// <summary>A file of a megabyte whose constants alone make 64 values of 64 MB, all of them needed at once.</summary>
    private static void OuterSums(ModelProto model)
    {
        model.Graph.Initializer.Add(SmallModels.Numbers("tall", 4096, 1));
        for (var i = 0; i < 64; i++)
        {
            model.Graph.Initializer.Add(SmallModels.Numbers($"wide{i}", 1, 4096));
            model.Graph.Node.Add(SmallModels.Node("Add", $"outer{i}", ["tall", $"wide{i}"]));
        }

        model.Graph.Node.Add(SmallModels.Node("Max", "joined", [.. Enumerable.Range(0, 64).Select(i => $"outer{i}")]));
    }

    private static void CopiesOfOne(ModelProto model)
    {
        model.Graph.Initializer.Add(SmallModels.Numbers("large", 1 << 21));
        for (var i = 0; i < 100; i++)
        {
            model.Graph.Node.Add(SmallModels.Node("Relu", $"copy{i}", ["large"]));
        }
    }
}
