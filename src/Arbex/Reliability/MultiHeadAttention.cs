using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Reliability;

/// <summary>Multi-head attention with its own input and output projections: equations 15 and 16.</summary>
/// <remarks>
/// Vaswani et al. 2017. Names and layout of torch's multi-head attention, so that published weights fit; written out
/// because TorchSharp's module keeps its projections out of reach of batch-independent evaluation.
/// <code>
/// query, key, value [B, T, E]
/// heads             [B, h, T, E/h]
/// result            [B, T, E]
/// </code>
/// </remarks>
public sealed class MultiHeadAttention : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly int _width;
    private readonly int _heads;

    [ComponentName(Name = "in_proj_weight")]
    private readonly Parameter _inputWeight;

    [ComponentName(Name = "in_proj_bias")]
    private readonly Parameter _inputBias;

    [ComponentName(Name = "out_proj")]
    private readonly Linear _output;

    /// <summary>Builds the attention.</summary>
    /// <param name="width">Width E, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Number of heads h.</param>
    /// <exception cref="ArbexException">The width is not a multiple of the heads.</exception>
    public MultiHeadAttention(int width, int heads)
        : base(nameof(MultiHeadAttention))
    {
        OptionCheck.That(
            heads >= 1 && width % heads == 0,
            $"The attentive correction is {width} wide, which {heads} heads do not divide. Choose "
            + "reliability.attentionHeads among the divisors of that width.");
        (_width, _heads) = (width, heads);
        _inputWeight = Parameter(empty(3L * width, width)); // [3E, E]
        _inputBias = Parameter(zeros(3L * width));          // [3E]
        init.xavier_uniform_(_inputWeight);
        _output = Linear(width, width);
        init.zeros_(_output.bias!);
        RegisterComponents();
    }

    internal int HeadCount => _heads;

    /// <summary>Queries, keys, values: [3E, E].</summary>
    internal Parameter InputWeight => _inputWeight;

    /// <summary>[3E].</summary>
    internal Parameter InputBias => _inputBias;

    internal Linear Output => _output;

    /// <inheritdoc/>
    public override Tensor forward(Tensor query, Tensor key, Tensor value)
    {
        Expect.Shape(query, nameof(query), -1, -1, _width);
        using var scope = NewDisposeScope();
        var weights = _inputWeight.chunk(3);                                                     // 3 x [E, E]
        var biases = _inputBias.chunk(3);                                                        // 3 x [E]
        var q = Heads(functional.linear(query, weights[0], biases[0]));                          // [B, h, T, E/h]
        var k = Heads(functional.linear(key, weights[1], biases[1]));                            // [B, h, T, E/h]
        var v = Heads(functional.linear(value, weights[2], biases[2]));                          // [B, h, T, E/h]
        var scale = 1 / Math.Sqrt((double)_width / _heads);
        var attention = q.Times(scale).matmul(k.transpose(-2, -1)).softmax(-1);                    // [B, h, T, T]
        var merged = attention.matmul(v).transpose(1, 2).reshape(query.shape[0], -1, _width);    // [B, T, E]
        return _output.call(merged).MoveToOuterDisposeScope();                                   // [B, T, E]
    }

    private Tensor Heads(Tensor x) =>
        x.view(x.shape[0], x.shape[1], _heads, _width / _heads).transpose(1, 2); // [B, h, T, E/h]
}
