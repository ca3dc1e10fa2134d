using Arbex.Inference.Faces;
using Arbex.Inference.Onnx;
using Arbex.Inference.Tests.Onnx;
using Google.Protobuf;

namespace Arbex.Inference.Tests.Faces;

/// <summary>A detector that finds nothing, and takes long for it.</summary>
internal static class SlowDetector
{
    public const int Side = 64;

    private const int Maps = 32;
    private const int Layers = 400;

    /// <summary>Writes the file: a chain of convolutions whose mean, 0, is added to the first output.</summary>
    public static byte[] File()
    {
        var model = ModelProto.Parser.ParseFrom(OnnxBytes.Detector(new YuNetLayout(), Side, Side, _ => 0));
        model.Graph.Initializer.AddRange([Zeros("first", Maps, 3, 3, 3), Zeros("further", Maps, Maps, 3, 3)]);
        var chain = new List<NodeProto>();
        for (var i = 0; i < Layers; i++)
        {
            chain.Add(SmallModels.Node(
                "Conv", $"layer{i}", i == 0 ? ["input", "first"] : [$"layer{i - 1}", "further"],
                SmallModels.Wholes("kernel_shape", [3, 3]), SmallModels.Wholes("pads", [1, 1, 1, 1])));
        }

        chain.Add(SmallModels.Node(
            "ReduceMean", "mean", [$"layer{Layers - 1}"],
            SmallModels.Wholes("axes", [0, 1, 2, 3]), SmallModels.Whole("keepdims", 0)));
        var last = model.Graph.Node[0];
        last.OpType = "Add";
        last.Input.Add("mean");
        NodeProto[] all = [.. chain, .. model.Graph.Node];
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(all);
        return model.ToByteArray();
    }

    private static TensorProto Zeros(string name, params long[] shape)
    {
        var zeros = SmallModels.Numbers(name, shape);
        zeros.RawData = ByteString.CopyFrom(new byte[zeros.RawData.Length]);
        return zeros;
    }
}
