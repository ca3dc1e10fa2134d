using System.Collections.Immutable;

namespace Arbex.Export.Graphs;

/// <summary>Matrix products.</summary>
internal static class MatrixOperators
{
    /// <summary>x y: [..., M, D] times [..., D, N] or [D, N] -> [..., M, N].</summary>
    public static GraphValue Product(this GraphBuilder graph, GraphValue x, GraphValue y)
    {
        if (x.Shape[-1] != y.Shape[-2])
        {
            throw new ArgumentException($"{x} cannot be multiplied by {y}.", nameof(y));
        }

        ImmutableArray<Dimension> outer = y.Shape.Rank > x.Shape.Rank ? y.Shape.Dimensions : x.Shape.Dimensions;
        return graph.Add(
            OperatorKind.MatMul, [x, y], x.Type, [.. outer.AsSpan()[..^2], x.Shape[-2], y.Shape[-1]]);
    }

    /// <summary>A linear layer on rows: [B, D] with weights [H, D] and bias [H] -> [B, H].</summary>
    public static GraphValue Linear(this GraphBuilder graph, GraphValue rows, GraphConstant weight, GraphConstant bias)
    {
        if (rows.Shape.Rank != 2 || rows.Shape[1] != weight.Shape[1])
        {
            throw new ArgumentException($"Weights {weight} do not fit {rows}.", nameof(weight));
        }

        return graph.Add(
            OperatorKind.Gemm, [rows, weight, bias], rows.Type, [rows.Shape[0], weight.Shape[0]],
            new IntegerAttribute("transB", 1));
    }
}
