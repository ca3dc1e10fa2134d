using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>The vision transformer that joins the scales: tokens in, one embedding out.</summary>
/// <remarks>
/// Paper equations 6 to 8 and section 3.2. Equation 8 prints MLP(Norm(Xo)) + Xo'; like the published code this takes
/// the norm of the residual sum Xo', and the attention of equation 7 gets a norm first (pre-norm blocks).
/// <code>
/// tokens [B, T, E] -> class token before them, plus positions -> [B, 1 + T, E]
/// blocks x += MHSA(Norm(x)); x += MLP(Norm(x))                    [B, 1 + T, E]
/// class token after a last Norm (or the mean of all tokens)         [B, E]
/// gate   y * sigmoid(W2 relu(W1 y))                               [B, E]
/// </code>
/// </remarks>
public sealed class TokenTransformer : Module<Tensor, Tensor>
{
    private const double PositionDeviation = 0.02;
    private const double NormEpsilon = 1e-6;

    private readonly int _width;
    private readonly TokenReadout _readout;

    [ComponentName(Name = "cls_token")]
    private readonly Parameter _classToken;

    [ComponentName(Name = "pos_embed")]
    private readonly Parameter _positions;

    [ComponentName(Name = "blocks")]
    private readonly Sequential _blocks;

    [ComponentName(Name = "norm")]
    private readonly LayerNorm _normalization;

    [ComponentName(Name = "se_block")]
    private readonly EmbeddingGate _gate;

    /// <summary>Builds the transformer.</summary>
    /// <param name="options">Its sizes.</param>
    /// <param name="tokens">Number of tokens T.</param>
    public TokenTransformer(TokenTransformerOptions options, int tokens)
        : base(nameof(TokenTransformer))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        _width = options.Width;
        _readout = options.Readout;
        _classToken = Parameter(zeros(1, 1, _width));
        _positions = Parameter(zeros(1, 1 + tokens, _width));
        _blocks = Sequential(Enumerable.Range(0, options.Depth).Select(block => (
            $"{block}",
            (Module<Tensor, Tensor>)new TransformerBlock(
                _width, options.Heads, options.FeedForwardRatio * _width, NormEpsilon))));
        _normalization = LayerNorm(_width, eps: NormEpsilon);
        _gate = new EmbeddingGate(_width);
        RegisterComponents();
        Initialize(options.LinearDeviation);
    }

    internal TokenReadout Readout => _readout;

    /// <summary>[1, 1, E].</summary>
    internal Parameter ClassTokenStart => _classToken;

    /// <summary>[1, 1 + T, E].</summary>
    internal Parameter Positions => _positions;

    internal IReadOnlyList<TransformerBlock> Blocks =>
        [.. _blocks.named_children().Select(child => child.module).Cast<TransformerBlock>()];

    internal LayerNorm Normalization => _normalization;

    internal EmbeddingGate EmbeddingGate => _gate;

    /// <inheritdoc/>
    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        return _gate.call(ClassToken(tokens)).MoveToOuterDisposeScope(); // [B, E]
    }

    /// <summary>The class token before the gate: [B, T, E] -> [B, E].</summary>
    internal Tensor ClassToken(Tensor tokens)
    {
        Expect.Shape(tokens, nameof(tokens), -1, _positions.shape[1] - 1, _width);
        using var scope = NewDisposeScope();
        var b = tokens.shape[0];
        var start = _classToken.WithTypeOf(tokens).expand(b, -1, -1);              // [B, 1, E]
        var x = cat([start, tokens], 1).Plus(_positions.WithTypeOf(tokens));      // [B, 1 + T, E]
        var y = FullPrecision.Normalize(_normalization, _blocks.call(x));                         // [B, 1 + T, E]
        var embedding = _readout == TokenReadout.Mean ? y.mean([1]) : y.select(1, 0); // [B, E]
        return embedding.MoveToOuterDisposeScope();
    }

    internal Tensor Gate(Tensor classToken) => _gate.call(classToken); // [B, E]

    private void Initialize(double linearDeviation)
    {
        init.normal_(_classToken, std: PositionDeviation);
        init.normal_(_positions, std: PositionDeviation);
        foreach (var (_, module) in named_modules())
        {
            if (module is LinearMap linear)
            {
                init.normal_(linear.Weight, std: linearDeviation);
                init.zeros_(linear.Bias!);
            }
        }
    }
}

/// <summary>One pre-norm block: [B, T, E] -> [B, T, E].</summary>
internal sealed class TransformerBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "norm1")]
    private readonly LayerNorm _attentionNorm;

    [ComponentName(Name = "attn")]
    private readonly SelfAttention _attention;

    [ComponentName(Name = "norm2")]
    private readonly LayerNorm _feedForwardNorm;

    [ComponentName(Name = "mlp")]
    private readonly FeedForward _feedForward;

    public TransformerBlock(int width, int heads, int hiddenWidth, double epsilon)
        : base(nameof(TransformerBlock))
    {
        _attentionNorm = LayerNorm(width, eps: epsilon);
        _attention = new SelfAttention(width, heads);
        _feedForwardNorm = LayerNorm(width, eps: epsilon);
        _feedForward = new FeedForward(width, hiddenWidth);
        RegisterComponents();
    }

    public LayerNorm AttentionNorm => _attentionNorm;

    public SelfAttention Attention => _attention;

    public LayerNorm FeedForwardNorm => _feedForwardNorm;

    public FeedForward FeedForward => _feedForward;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var attended = x.Plus(_attention.call(FullPrecision.Normalize(_attentionNorm, x)));                                // equation 7
        return attended.Plus(_feedForward.call(FullPrecision.Normalize(_feedForwardNorm, attended))).MoveToOuterDisposeScope(); // equation 8
    }
}

/// <summary>Squeeze-and-excitation on the embedding: y * sigmoid(W2 relu(W1 y)), [B, E] -> [B, E].</summary>
internal sealed class EmbeddingGate : Module<Tensor, Tensor>
{
    [ComponentName(Name = "linear1")]
    private readonly LinearMap _squeeze;

    [ComponentName(Name = "linear2")]
    private readonly LinearMap _excite;

    public EmbeddingGate(int width)
        : base(nameof(EmbeddingGate))
    {
        _squeeze = new LinearMap(width, width);
        _excite = new LinearMap(width, width);
        RegisterComponents();
    }

    public LinearMap Squeeze => _squeeze;

    public LinearMap Excite => _excite;

    public override Tensor forward(Tensor y)
    {
        using var scope = NewDisposeScope();
        var gate = _excite.call(functional.relu(_squeeze.call(y))).sigmoid(); // [B, E]
        return y.mul(gate).MoveToOuterDisposeScope();                         // [B, E]
    }
}
