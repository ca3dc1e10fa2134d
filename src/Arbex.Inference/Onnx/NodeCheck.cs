using Kind = Arbex.Inference.Onnx.AttributeProto.Types.Kind;

namespace Arbex.Inference.Onnx;

/// <summary>Whether a node is one of the operators that are let through, written as that operator asks.</summary>
internal static class NodeCheck
{
    /// <summary>The rule of a node's operator.</summary>
    /// <exception cref="RefusedModelException">It is another operator, or has what this one has not.</exception>
    public static OperatorRule RuleOf(NodeProto node)
    {
        if (node.Domain.Length > 0 || !OperatorRule.All.TryGetValue(node.OpType, out var rule))
        {
            var domain = node.Domain.Length > 0 ? $" of '{node.Domain}'" : "";
            throw new RefusedModelException(
                $"the node '{node.Name}' is a {node.OpType}{domain}",
                $"one of the {OperatorRule.All.Count} operators that exported networks and the known face detectors consist of");
        }

        Require(
            node.Input.Count >= rule.Fewest && node.Input.Count <= rule.Most && node.Output.Count == 1,
            node, $"has {node.Input.Count} inputs and {node.Output.Count} outputs", $"{rule.Fewest} to {rule.Most} and one");
        for (var i = 0; i < node.Attribute.Count; i++)
        {
            Check(node, rule, i);
        }

        return rule;
    }

    private static void Check(NodeProto node, OperatorRule rule, int index)
    {
        var attribute = node.Attribute[index];
        var allowed = Array.Find(rule.Attributes, allowed => allowed.Name == attribute.Name);
        var isFirst = node.Attribute.Take(index).All(other => other.Name != attribute.Name);
        Require(
            isFirst && allowed.Name is not null && allowed.Kind == attribute.Type && IsAlone(attribute),
            node, $"has the attribute '{attribute.Name}' of the kind {attribute.Type}",
            $"{string.Join(", ", rule.Attributes.Select(one => one.Name).DefaultIfEmpty("none"))}, each once and of its own kind, "
            + "without tensors and graphs");
    }

    /// <summary>Whether an attribute holds nothing but the value that its kind names.</summary>
    private static bool IsAlone(AttributeProto attribute) =>
        (attribute.F == 0 || attribute.Type == Kind.Float)
        && (attribute.I == 0 || attribute.Type == Kind.Int)
        && (attribute.S.IsEmpty || attribute.Type == Kind.String)
        && (attribute.Ints.Count == 0 || (attribute.Type == Kind.Ints && attribute.Ints.Count <= 2 * TensorReader.MostDimensions))
        && attribute.T.IsEmpty && attribute.G.IsEmpty && attribute.RefAttrName.Length == 0
        && attribute.Floats.Count + attribute.Strings.Count + attribute.Tensors.Count + attribute.Graphs.Count == 0;

    private static void Require(bool holds, NodeProto node, string found, string expected)
    {
        if (!holds)
        {
            throw new RefusedModelException($"the node '{node.Name}' ({node.OpType}) {found}", expected);
        }
    }
}
