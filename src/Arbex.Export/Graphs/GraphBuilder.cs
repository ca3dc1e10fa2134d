using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arbex.Inference.Onnx;

namespace Arbex.Export.Graphs;

/// <summary>
/// Builds a graph operator by operator. The operators themselves are extension methods beside this class, by family;
/// each checks shapes and computes its result's, so that a graph that could be built can also be run.
/// </summary>
internal sealed class GraphBuilder
{
    /// <summary>Constants up to this size are looked up before they are added: shapes and scalars repeat.</summary>
    private const int SharedBytes = 64;

    private readonly List<GraphValue> _inputs = [];
    private readonly List<GraphValue> _outputs = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphConstant> _shared = new(StringComparer.Ordinal);
    private string _path = "";
    private bool _isSensitive;

    /// <summary>Adds what the caller of the graph gives.</summary>
    public GraphValue Input(string name, ElementType type, TensorShape shape)
    {
        var input = new GraphValue(Unlike(name), type, shape);
        _inputs.Add(input);
        return input;
    }

    /// <summary>Makes a node's result what the caller of the graph gets.</summary>
    public void Output(string name, GraphValue value)
    {
        if (_outputs.Contains(value) || _inputs.Contains(value) || value is GraphConstant)
        {
            value = Add(OperatorKind.Identity, [value], value.Type, value.Shape);
        }

        value.Rename(Unlike(name));
        _outputs.Add(value);
    }

    /// <summary>Adds a constant under a name of the current part.</summary>
    public GraphConstant Constant(string name, TensorShape shape, ReadOnlySpan<float> numbers) =>
        Share(MemoryMarshal.AsBytes(numbers), shape, ElementType.Float) is { } known
            ? known
            : Keep(GraphConstant.Of(Unlike(_path + name), shape, numbers));

    /// <summary>Adds a number.</summary>
    public GraphConstant Number(double number) => Constant("number", [], [(float)number]);

    /// <summary>Adds sizes, axes or positions.</summary>
    public GraphConstant Integers(string name, params ReadOnlySpan<long> numbers) =>
        Share(MemoryMarshal.AsBytes(numbers), [numbers.Length], ElementType.LongInteger) is { } known
            ? known
            : Keep(GraphConstant.Of(Unlike(_path + name), [numbers.Length], numbers));

    /// <summary>Adds a node and gives its result.</summary>
    public GraphValue Add(
        OperatorKind kind, ImmutableArray<GraphValue> inputs, ElementType type, TensorShape shape,
        params ImmutableArray<NodeAttribute> attributes)
    {
        var output = new GraphValue(Unlike(_path + kind), type, shape);
        _nodes.Add(new GraphNode(kind, inputs, output)
        {
            Attributes = attributes,
            IsSensitive = _isSensitive || kind is OperatorKind.Softmax or OperatorKind.LayerNormalization,
        });
        return output;
    }

    /// <summary>Puts a part's name before the names of all that is added until the result is disposed.</summary>
    public IDisposable Part(string name)
    {
        var outer = _path;
        _path += name + "/";
        return new Ending(() => _path = outer);
    }

    /// <summary>Marks all that is added until the result is disposed as <see cref="GraphNode.IsSensitive"/>.</summary>
    public IDisposable SensitivePart(string name)
    {
        var part = Part(name);
        var outer = _isSensitive;
        _isSensitive = true;
        return new Ending(() =>
        {
            _isSensitive = outer;
            part.Dispose();
        });
    }

    /// <summary>The graph of all that was added and is needed.</summary>
    public Graph Build() => new Graph([.. _inputs], [.. _outputs], [.. _nodes]).WithoutDeadNodes();

    private GraphConstant? Share(ReadOnlySpan<byte> bytes, TensorShape shape, ElementType type) =>
        bytes.Length <= SharedBytes && _shared.TryGetValue(KeyOf(bytes, shape, type), out var known) ? known : null;

    private GraphConstant Keep(GraphConstant constant)
    {
        var bytes = constant.Bytes.Span;
        if (bytes.Length <= SharedBytes)
        {
            _shared[KeyOf(bytes, constant.Shape, constant.Type)] = constant;
        }

        return constant;
    }

    private static string KeyOf(ReadOnlySpan<byte> bytes, TensorShape shape, ElementType type) =>
        $"{type} {shape} {Convert.ToHexString(bytes)}";

    private string Unlike(string name)
    {
        var unlike = name;
        for (var count = 2; !_names.Add(unlike); count++)
        {
            unlike = $"{name}{count}";
        }

        return unlike;
    }

    private sealed class Ending : IDisposable
    {
        private readonly Action _end;

        public Ending(Action end) => _end = end;

        public void Dispose() => _end();
    }
}
