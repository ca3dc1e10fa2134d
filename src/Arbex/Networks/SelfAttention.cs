using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>Multi-head self-attention over a token sequence.</summary>
/// <remarks>
/// Paper equation 7; Vaswani et al. 2017 in the form of timm's vision transformer.
/// <code>
/// x       [B, T, E]
/// q, k, v [B, H, T, E/H]
/// result  [B, T, E]
/// </code>
/// </remarks>
internal sealed class SelfAttention : Module<Tensor, Tensor>
{
    private readonly int _heads;

    [ComponentName(Name = "qkv")]
    private readonly LinearMap _queryKeyValue;

    [ComponentName(Name = "proj")]
    private readonly LinearMap _output;

    public SelfAttention(int width, int heads)
        : base(nameof(SelfAttention))
    {
        _heads = heads;
        Width = width;
        _queryKeyValue = new LinearMap(width, 3 * width);
        _output = new LinearMap(width, width);
        RegisterComponents();
    }

    public int Width { get; }

    public int Heads => _heads;

    /// <summary>Queries, keys, values: [3E, E].</summary>
    public LinearMap QueryKeyValue => _queryKeyValue;

    public LinearMap Output => _output;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (b, t, e) = (x.shape[0], x.shape[1], x.shape[2]);
        var d = e / _heads;
        var qkv = _queryKeyValue.call(x)                                                // [B, T, 3E]
            .reshape(b, t, 3, _heads, d)
            .permute(2, 0, 3, 1, 4);                                                    // [3, B, H, T, E/H]
        var scores = qkv[0].Times(1 / Math.Sqrt(d)).matmul(qkv[1].transpose(-2, -1));     // [B, H, T, T]
        var merged = FullPrecision.Softmax(scores).matmul(qkv[2])                                  // [B, H, T, E/H]
            .transpose(1, 2)
            .reshape(b, t, e);                                                          // [B, T, E]
        return _output.call(merged).MoveToOuterDisposeScope();                          // [B, T, E]
    }
}
