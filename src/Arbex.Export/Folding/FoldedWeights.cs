using Arbex.Export.Graphs;
using Arbex.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Convolution = Arbex.Networks.Convolution;

namespace Arbex.Export.Folding;

/// <summary>
/// Weights and bias of a linear layer or convolution, W x + b, into which what stands before or after it is multiplied.
/// </summary>
/// <remarks>
/// Computed in double precision and rounded once, so that folding costs no digits. A convolution's weights
/// [C, Cin / groups, k, k] are taken as rows of Cin / groups x k x k.
/// </remarks>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class FoldedWeights
{
    private readonly double[] _weight; // [rows x columns]
    private readonly double[] _bias;   // [rows]
    private readonly long[] _inner;    // sizes of a row

    private FoldedWeights(double[] weight, double[] bias, long[] inner)
    {
        (_weight, _bias, _inner) = (weight, bias, inner);
    }

    public int Rows => _bias.Length;

    public int Columns => _weight.Length / Rows;

    public static FoldedWeights Of(Convolution layer) => Of(layer.Weight, layer.Bias);

    public static FoldedWeights Of(LinearMap layer) => Of(layer.Weight, layer.Bias);

    public static FoldedWeights Of(Linear layer) => Of(layer.weight!, layer.bias);

    /// <summary>Weights [rows, ...]; no bias is zeros.</summary>
    public static FoldedWeights Of(Tensor weight, Tensor? bias) => new(
        TensorNumbers.Of(weight),
        bias is null ? new double[weight.shape[0]] : TensorNumbers.Of(bias),
        weight.shape[1..]);

    /// <summary>Followed by a batch norm: scale (W x + b) + shift.</summary>
    public FoldedWeights Then(ChannelAffine norm) => Then(norm.Scale, norm.Shift);

    /// <summary>Followed by a factor for each row: scale (W x + b).</summary>
    public FoldedWeights Then(Tensor scale) => Then(TensorNumbers.Of(scale), new double[Rows]);

    /// <summary>Followed by one factor: factor (W x + b).</summary>
    public FoldedWeights Then(double factor)
    {
        var scale = new double[Rows];
        Array.Fill(scale, factor);
        return Then(scale, new double[Rows]);
    }

    /// <summary>After a batch norm, for linear layers: W (scale x + shift) + b.</summary>
    public FoldedWeights After(ChannelAffine norm)
    {
        var (weight, bias) = (new double[_weight.Length], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            bias[row] = _bias[row];
            for (var column = 0; column < Columns; column++)
            {
                var w = _weight[(row * Columns) + column];
                weight[(row * Columns) + column] = w * norm.Scale[column];
                bias[row] += w * norm.Shift[column];
            }
        }

        return new(weight, bias, _inner);
    }

    /// <summary>After another linear layer: W (V x + c) + b.</summary>
    public FoldedWeights After(FoldedWeights first)
    {
        var (weight, bias) = (new double[Rows * first.Columns], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            bias[row] = _bias[row];
            for (var middle = 0; middle < Columns; middle++)
            {
                var w = _weight[(row * Columns) + middle];
                bias[row] += w * first._bias[middle];
                for (var column = 0; column < first.Columns; column++)
                {
                    weight[(row * first.Columns) + column] += w * first._weight[(middle * first.Columns) + column];
                }
            }
        }

        return new(weight, bias, first._inner);
    }

    /// <summary>Some of the rows.</summary>
    public FoldedWeights Part(int firstRow, int rows) => new(
        _weight[(firstRow * Columns)..((firstRow + rows) * Columns)], _bias[firstRow..(firstRow + rows)], _inner);

    /// <summary>The weights as they are, [rows, ...].</summary>
    public GraphConstant Weight(GraphBuilder graph) =>
        graph.Constant("weight", TensorShape.Of([Rows, .. _inner]), TensorNumbers.Rounded(_weight));

    /// <summary>[rows].</summary>
    public GraphConstant Bias(GraphBuilder graph) => graph.Constant("bias", [Rows], TensorNumbers.Rounded(_bias));

    private FoldedWeights Then(double[] scale, double[] shift)
    {
        var (weight, bias) = (new double[_weight.Length], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            bias[row] = (_bias[row] * scale[row]) + shift[row];
            for (var column = 0; column < Columns; column++)
            {
                weight[(row * Columns) + column] = _weight[(row * Columns) + column] * scale[row];
            }
        }

        return new(weight, bias, _inner);
    }
}
