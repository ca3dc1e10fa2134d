using System.Collections.Immutable;

namespace Arbex.Export.Graphs;

/// <summary>A network as operators on values. Passes read one and make another.</summary>
/// <param name="Inputs">What a caller gives.</param>
/// <param name="Outputs">What a caller gets.</param>
/// <param name="Nodes">In an order in which each comes after what it reads.</param>
internal sealed record Graph(
    ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, ImmutableArray<GraphNode> Nodes)
{
    /// <summary>The constants that nodes read, each once, in the order of first use.</summary>
    public IEnumerable<GraphConstant> Constants => Nodes
        .SelectMany(node => node.Inputs)
        .OfType<GraphConstant>()
        .Distinct<GraphConstant>(ReferenceEqualityComparer.Instance);

    /// <summary>The same without nodes whose results nothing reads.</summary>
    public Graph WithoutDeadNodes()
    {
        var needed = new HashSet<GraphValue>(Outputs, ReferenceEqualityComparer.Instance);
        var kept = new Stack<GraphNode>();
        foreach (var node in Nodes.Reverse().Where(node => needed.Contains(node.Output)))
        {
            kept.Push(node);
            needed.UnionWith(node.Inputs);
        }

        return this with { Nodes = [.. kept] };
    }
}
