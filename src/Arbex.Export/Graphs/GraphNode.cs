using System.Collections.Immutable;

namespace Arbex.Export.Graphs;

/// <summary>One operator applied to values. Every operator that Arbex writes gives one result.</summary>
/// <param name="Kind">The operator.</param>
/// <param name="Inputs">What it reads, in the operator's order.</param>
/// <param name="Output">What it gives.</param>
internal sealed record GraphNode(OperatorKind Kind, ImmutableArray<GraphValue> Inputs, GraphValue Output)
{
    public ImmutableArray<NodeAttribute> Attributes { get; init; } = [];

    /// <summary>
    /// Whether it loses too much in fewer than 32 bits: norms, softmax, distances, entropies, the fusion of
    /// distributions. Passes that change types leave such nodes alone.
    /// </summary>
    public bool IsSensitive { get; init; }

    /// <summary>
    /// The weights of a convolution or linear layer; null for other nodes, and where its factors are both computed.
    /// </summary>
    public GraphConstant? Weights => Kind is OperatorKind.Conv or OperatorKind.MatMul or OperatorKind.Gemm
        ? Inputs[1] as GraphConstant
        : null;
}
