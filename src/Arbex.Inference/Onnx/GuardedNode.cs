namespace Arbex.Inference.Onnx;

/// <summary>A node whose inputs and attributes were found to be those of its operator, for the rules of shapes.</summary>
internal sealed class GuardedNode
{
    private readonly NodeProto _node;
    private readonly GuardedTensor?[] _inputs;

    /// <param name="node">The node.</param>
    /// <param name="inputs">What it reads; null for inputs that are left out.</param>
    public GuardedNode(NodeProto node, GuardedTensor?[] inputs) => (_node, _inputs) = (node, inputs);

    /// <summary>How many inputs it names.</summary>
    public int Count => _inputs.Length;

    /// <summary>An input that must be there.</summary>
    public GuardedTensor this[int index] => Optional(index)
        ?? throw Refused($"leaves out its input {index}", "one");

    /// <summary>Multiplications that it takes; what moves and compares numbers counts nothing.</summary>
    public long Products { get; set; }

    /// <summary>An input that may be left out.</summary>
    public GuardedTensor? Optional(int index) => index < _inputs.Length ? _inputs[index] : null;

    /// <summary>Whether an attribute is set.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A whole number.</summary>
    public long Whole(string name, long absent) => Find(name)?.I ?? absent;

    /// <summary>Whole numbers; none where the attribute is absent.</summary>
    public long[] Wholes(string name) => [.. Find(name)?.Ints ?? []];

    /// <summary>A short text.</summary>
    public string Text(string name, string absent) => Find(name)?.S.ToStringUtf8() ?? absent;

    /// <summary>The whole numbers of an input that must be known before the model runs.</summary>
    public long[] Known(int index) => this[index].Wholes
        ?? throw Refused($"takes sizes or positions from its input {index}, which are not known before it runs", "constants");

    /// <summary>An axis counted from the front.</summary>
    public int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw Refused($"names the axis {axis} of {rank}", $"{-rank} to {rank - 1}");

    /// <summary>Requires something.</summary>
    public void Require(bool holds, string found, string expected)
    {
        if (!holds)
        {
            throw Refused(found, expected);
        }
    }

    /// <summary>An error that names this node.</summary>
    public RefusedModelException Refused(string found, string expected) =>
        new($"the node '{_node.Name}' ({_node.OpType}) {found}", expected);

    /// <summary>Its inputs' shapes for messages.</summary>
    public string Shapes() => string.Join(" and ", _inputs.OfType<GuardedTensor>());

    private AttributeProto? Find(string name)
    {
        foreach (var attribute in _node.Attribute)
        {
            if (attribute.Name == name)
            {
                return attribute;
            }
        }

        return null;
    }
}
