namespace Arbex.Inference.Onnx;

/// <summary>The graph of a model file without the numbers of its tensors.</summary>
internal sealed class GuardedGraph
{
    public List<NodeProto> Nodes { get; } = [];

    public Dictionary<string, GuardedTensor> Constants { get; } = new(StringComparer.Ordinal);

    public List<ValueProto> Inputs { get; } = [];

    public List<ValueProto> Outputs { get; } = [];

    /// <summary>Shapes that the file claims for values in between.</summary>
    public List<ValueProto> Claims { get; } = [];
}
