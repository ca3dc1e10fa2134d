using System.Collections.Concurrent;

namespace Arbex.Inference.Onnx;

/// <summary>A model file that was looked through before ONNX Runtime sees it. ONNX Runtime trusts its files: some make it end
/// the whole process, some take memory or time without end, some read other files.</summary>
/// <threadsafety>May be shared.</threadsafety>
internal sealed class GuardedModel
{
    /// <summary>What a size that the file leaves open is taken for at first.</summary>
    private const long OpenSide = 64;

    private const long LargestInput = 1L << 26;

    private readonly ConcurrentDictionary<(long, long, long, long), bool> _fits = new();
    private readonly GuardedGraph _graph;
    private readonly string _start;
    private readonly string _end;

    private GuardedModel(GuardedGraph graph, string start, string end) => (_graph, _start, _end) = (graph, start, end);

    /// <summary>Looks a file through.</summary>
    /// <param name="file">Its content.</param>
    /// <param name="start">How an error begins, such as "'a.onnx' cannot be used as a model".</param>
    /// <param name="end">How an error ends: how to mend it.</param>
    /// <exception cref="ArbexException">It holds what is not expected in such a file.</exception>
    public static GuardedModel Of(byte[] file, string start, string end) => Guarded(start, end, () =>
    {
        var model = new GuardedModel(OnnxReader.Read(file), start, end);
        model.CheckAsWritten();
        return model;
    });

    /// <summary>Follows what a picture or batch of some size takes; each size once.</summary>
    /// <exception cref="ArbexException">It is more than such a network needs.</exception>
    public void Check(long count, long channels, long height, long width)
    {
        if (_fits.ContainsKey((count, channels, height, width)))
        {
            return;
        }

        Guarded(_start, _end, () => GraphWalk.TotalsOf(
            _graph, Inputs(count), count == 1 ? null : GraphWalk.TotalsOf(_graph, Inputs(1))));
        _fits.TryAdd((count, channels, height, width), true);

        Dictionary<string, GuardedTensor> Inputs(long pictures) => new(StringComparer.Ordinal)
        {
            [_graph.Inputs[0].Name] = new([pictures, channels, height, width]) { Type = TypeOf(_graph.Inputs[0]) },
        };
    }

    private static T Guarded<T>(string start, string end, Func<T> look)
    {
        try
        {
            return look();
        }
        catch (RefusedModelException refused)
        {
            throw new ArbexException($"{start}: {refused.Message} {end}", refused);
        }
    }

    /// <summary>Walks with the sizes that the file names, and holds all shapes and types that it claims against those found.</summary>
    private void CheckAsWritten()
    {
        if (_graph.Inputs.Count != 1)
        {
            throw new RefusedModelException(
                $"it has {_graph.Inputs.Count} inputs ({string.Join(", ", _graph.Inputs.Take(8).Select(input => input.Name))})",
                "one: the picture");
        }

        var input = new GuardedTensor([.. Sides(_graph.Inputs[0]).Select((side, axis) => side ?? (axis == 0 ? 1 : OpenSide))])
        {
            Type = TypeOf(_graph.Inputs[0]),
        };
        if (input.Shape.Any(side => side < 1) || input.Elements > LargestInput || input.Rank > TensorReader.MostDimensions)
        {
            throw new RefusedModelException($"it takes {input}", $"at most {LargestInput} numbers");
        }

        var values = GraphWalk.Through(_graph, new Dictionary<string, GuardedTensor>(StringComparer.Ordinal)
        {
            [_graph.Inputs[0].Name] = input,
        });
        foreach (var claim in _graph.Outputs.Concat(_graph.Claims))
        {
            CheckClaim(claim, values);
        }
    }

    private static void CheckClaim(ValueProto claim, IReadOnlyDictionary<string, GuardedTensor> values)
    {
        var sides = Sides(claim);
        if (!values.TryGetValue(claim.Name, out var value)
            || (claim.Type?.TensorType?.Shape is not null
                && (sides.Length != value.Rank || sides.Where((side, axis) => side is { } named && named != value.Shape[axis]).Any())))
        {
            throw new RefusedModelException(
                $"it says that '{claim.Name}' has the shape [{string.Join(", ", sides.Select(side => side?.ToString() ?? "any"))}], "
                + $"which {(value is null ? "no node gives" : $"in truth is {value}")}",
                "shapes that follow from its nodes");
        }

        if (claim.Type?.TensorType is not null && TypeOf(claim) != value.Type)
        {
            throw new RefusedModelException(
                $"it says that '{claim.Name}' is of the type {TypeOf(claim)}, which in truth is {value.Type}",
                "types that follow from its nodes");
        }
    }

    private static ElementType TypeOf(ValueProto value) =>
        TensorReader.TypeOf(value.Type?.TensorType?.ElemType ?? 0, $"the value '{value.Name}'");

    /// <summary>Sizes that a file names; null where it leaves them open.</summary>
    private static long?[] Sides(ValueProto value) =>
    [
        .. (value.Type?.TensorType?.Shape?.Dim ?? []).Select(side =>
            side.SizeCase == DimensionProto.SizeOneofCase.DimValue ? side.DimValue : (long?)null),
    ];
}
