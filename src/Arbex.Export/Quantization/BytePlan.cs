using Arbex.Export.Graphs;

namespace Arbex.Export.Quantization;

/// <summary>Which nodes of a graph compute on bytes, and where ranges must be known for that.</summary>
/// <remarks>
/// Layers are convolutions and linear layers. A convolution gives bytes; a linear layer takes them and gives float32, since norms,
/// GELU, attention and sums of tokens follow it. Sums of maps and moves of bytes stay bytes. A ReLU behind a convolution or sum is done
/// by where the bytes end.
/// </remarks>
internal sealed class BytePlan
{
    private static readonly HashSet<OperatorKind> Moving =
    [
        OperatorKind.MaxPool, OperatorKind.Reshape, OperatorKind.Transpose, OperatorKind.Slice, OperatorKind.Unsqueeze,
    ];

    private readonly HashSet<GraphValue> _bytes = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<GraphValue> _entries = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<GraphValue, ByteRole> _roles = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<GraphValue, GraphValue> _rectified = new(ReferenceEqualityComparer.Instance);
    private readonly List<GraphNode> _layers = [];
    private readonly List<GraphValue> _observed = [];

    private BytePlan()
    {
    }

    /// <summary>The convolutions and linear layers on bytes.</summary>
    public IReadOnlyList<GraphNode> Layers => _layers;

    /// <summary>The values whose ranges must be known.</summary>
    public IReadOnlyList<GraphValue> Observed => _observed;

    /// <summary>Plans.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="staysFloat">Layers to leave alone.</param>
    public static BytePlan Of(Graph graph, Func<GraphNode, bool> staysFloat)
    {
        var plan = new BytePlan();
        var readers = graph.Nodes.SelectMany(node => node.Inputs).CountBy(value => value, Identity).ToDictionary(Identity);
        foreach (var node in graph.Nodes.Where(node => !node.IsSensitive))
        {
            plan.Add(node, staysFloat, value => readers.GetValueOrDefault(value));
        }

        foreach (var node in graph.Nodes)
        {
            plan.Observe(node);
        }

        return plan;
    }

    /// <summary>What becomes of a node.</summary>
    public ByteRole RoleOf(GraphNode node) => _roles.GetValueOrDefault(node.Output);

    /// <summary>Whether a value is kept as bytes.</summary>
    public bool IsBytes(GraphValue value) => _bytes.Contains(value);

    /// <summary>What a node's bytes stand for: its output, or that of the ReLU that they do on the way.</summary>
    public GraphValue TargetOf(GraphNode node) => _rectified.GetValueOrDefault(node.Output, node.Output);

    private static IEqualityComparer<GraphValue> Identity => ReferenceEqualityComparer.Instance;

    private void Add(GraphNode node, Func<GraphNode, bool> staysFloat, Func<GraphValue, int> readers)
    {
        if (node.Weights is not null && node.Kind is OperatorKind.Conv or OperatorKind.Gemm)
        {
            if (!staysFloat(node))
            {
                _layers.Add(node);
                Keep(node, node.Kind == OperatorKind.Conv ? ByteRole.Convolution : ByteRole.Linear);
            }
        }
        else if (node.Kind == OperatorKind.Add && node.Inputs.All(IsBytes))
        {
            Keep(node, ByteRole.Sum);
        }
        else if (node.Kind == OperatorKind.Relu && IsBytes(node.Inputs[0]) && readers(node.Inputs[0]) == 1
            && _roles[node.Inputs[0]] is ByteRole.Convolution or ByteRole.Sum)
        {
            _bytes.Remove(node.Inputs[0]);
            _rectified.Add(node.Inputs[0], node.Output);
            Keep(node, ByteRole.Rectified);
        }
        else if (Moving.Contains(node.Kind) && IsBytes(node.Inputs[0]))
        {
            Keep(node, ByteRole.Move);
        }
    }

    private void Keep(GraphNode node, ByteRole role)
    {
        _roles.Add(node.Output, role);
        if (role != ByteRole.Linear)
        {
            _bytes.Add(node.Output);
        }
    }

    private void Observe(GraphNode node)
    {
        var role = RoleOf(node);
        if (role is ByteRole.Convolution or ByteRole.Linear && !IsBytes(node.Inputs[0]) && _entries.Add(node.Inputs[0]))
        {
            _observed.Add(node.Inputs[0]);
        }

        if (IsBytes(node.Output) && role != ByteRole.Move)
        {
            _observed.Add(node.Output);
        }
    }
}

/// <summary>What becomes of a node in a graph on bytes.</summary>
internal enum ByteRole
{
    /// <summary>It stays in float32.</summary>
    Float,

    /// <summary>Bytes in, bytes out.</summary>
    Convolution,

    /// <summary>Bytes in, float32 out.</summary>
    Linear,

    /// <summary>Bytes and bytes in, bytes out.</summary>
    Sum,

    /// <summary>Moves bytes, which keep their scale.</summary>
    Move,

    /// <summary>Done by the node before it, whose bytes end at zero.</summary>
    Rectified,
}
