namespace Arbex.Inference.Onnx;

/// <summary>Follows the shapes and types of all values through a graph, without computing any, and adds up what they take.</summary>
internal sealed class GraphWalk
{
    /// <summary>Most numbers of one value for each number that is put in; a test holds the presets to a quarter of it.</summary>
    public const long ValuePerInput = 64;

    /// <summary>Most numbers of all values together for each number that is put in; the same holds.</summary>
    public const long SumPerInput = 4096;

    /// <summary>What any network may take, however small its input: 64 MB for a value, 512 MB for all together.</summary>
    private const long ValueFloor = 1L << 24;
    private const long SumFloor = 1L << 27;

    /// <summary>Multiplications. The paper's network takes 57,000 for each number that is put in.</summary>
    private const long ProductsFloor = 1L << 36;
    private const long ProductsPerInput = 1L << 20;

    private readonly Dictionary<string, GuardedTensor> _values;
    private readonly HashSet<string> _spent = new(StringComparer.Ordinal);
    private readonly GuardedGraph _graph;
    private readonly WalkTotals _ofOne;
    private readonly long _pictures;
    private readonly long _put;
    private long _largest;
    private long _sum;
    private long _products;

    private GraphWalk(GuardedGraph graph, IReadOnlyDictionary<string, GuardedTensor> inputs, WalkTotals ofOne)
    {
        _ofOne = ofOne;
        (_graph, _values) = (graph, new Dictionary<string, GuardedTensor>(graph.Constants, StringComparer.Ordinal));
        foreach (var (name, input) in inputs)
        {
            Add(name, input);
            _put += input.Elements;
            _pictures = Math.Max(_pictures, input.Rank > 0 ? input.Shape[0] : 1);
        }
    }

    /// <summary>Walks.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">What is put in, by name.</param>
    /// <param name="ofOne">What a single picture of these takes; a batch may take so much for each. Null for a single one.</param>
    /// <returns>All values by name.</returns>
    /// <exception cref="RefusedModelException">A node is not as its operator asks, or takes too much.</exception>
    public static IReadOnlyDictionary<string, GuardedTensor> Through(
        GuardedGraph graph, IReadOnlyDictionary<string, GuardedTensor> inputs, WalkTotals? ofOne = null) =>
        Walked(graph, inputs, ofOne)._values;

    /// <summary>Walks, and adds up what that takes.</summary>
    public static WalkTotals TotalsOf(
        GuardedGraph graph, IReadOnlyDictionary<string, GuardedTensor> inputs, WalkTotals? ofOne = null)
    {
        var walk = Walked(graph, inputs, ofOne);
        return new(walk._largest, walk._sum, walk._products);
    }

    private static GraphWalk Walked(
        GuardedGraph graph, IReadOnlyDictionary<string, GuardedTensor> inputs, WalkTotals? ofOne)
    {
        var walk = new GraphWalk(graph, inputs, ofOne ?? default);
        foreach (var node in graph.Nodes)
        {
            walk.Take(node);
        }

        return walk;
    }

    private void Take(NodeProto node)
    {
        var rule = NodeCheck.RuleOf(node);
        var inputs = node.Input.Select(name => name.Length == 0 ? null : _values.TryGetValue(name, out var value)
            ? value
            : throw new RefusedModelException(
                $"the node '{node.Name}' ({node.OpType}) reads '{name}', which no earlier node gives", "an order without loops"));
        var guarded = new GuardedNode(node, [.. inputs]);
        var type = rule.Type(guarded);
        var result = rule.Result(guarded) with { Type = type };
        _sum += IsBoundByFile(node, result) ? 0 : result.Elements;
        _largest = Math.Max(_largest, result.Elements);
        var value = Allowed(ValueFloor, ValuePerInput, _ofOne.Largest);
        var sum = Allowed(SumFloor, SumPerInput, _ofOne.Sum);
        var products = Allowed(ProductsFloor, ProductsPerInput, _ofOne.Products);
        _products += guarded.Products;
        guarded.Require(
            result.Rank <= TensorReader.MostDimensions && result.Elements >= 1
            && result.Elements <= value && _sum <= sum,
            $"gives {result}, and all nodes up to it {_sum} numbers",
            $"at least one number, {value} at most and {sum} together");
        guarded.Require(
            _products >= 0 && _products <= products,
            $"brings the network to {_products} multiplications", $"at most {products}");
        Add(node.Output[0], result);
    }

    /// <summary>Whether a value is bounded by the file's length, as rounded weights are: made of constants alone, no larger than
    /// they are, and of none that another value was made of before.</summary>
    private bool IsBoundByFile(NodeProto node, GuardedTensor result)
    {
        if (!node.Input.All(_graph.Constants.ContainsKey)
            || result.Elements > node.Input.Distinct().Where(name => !_spent.Contains(name)).Sum(name => _graph.Constants[name].Elements))
        {
            return false;
        }

        _spent.UnionWith(node.Input);
        return true;
    }

    /// <summary>A batch may take twice what its pictures take one by one, whatever its numbers.</summary>
    private long Allowed(long floor, long perInput, long ofOne) =>
        Math.Max(Math.Max(floor, perInput * _put), 2 * _pictures * ofOne);

    private void Add(string name, GuardedTensor value)
    {
        if (name.Length == 0 || !_values.TryAdd(name, value))
        {
            throw new RefusedModelException($"two of its values are called '{name}'", "a name for each");
        }
    }
}

/// <summary>What a walk found.</summary>
/// <param name="Largest">Numbers of the largest value.</param>
/// <param name="Sum">Numbers of all values together.</param>
/// <param name="Products">Multiplications.</param>
internal readonly record struct WalkTotals(long Largest, long Sum, long Products);
