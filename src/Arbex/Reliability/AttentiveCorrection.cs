using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Reliability;

/// <summary>The attentive correction t_a: multi-head self-attention over the embedding, then softmax (eq. 15 to 17).</summary>
/// <remarks>
/// The paper does not say what attends to what; see <see cref="AttentionMode"/> and docs/decisions/0005.
/// <code>
/// e      [B, D]
/// Tokens       [B, T, D/T] + positions -> attention inside the sample -> flattened [B, D] -> linear [B, N x K]
/// SingleToken  Q, K, V [B, 1, N x K]   -> attention of one token      -> [B, N x K]
/// CrossBatch   Q, K, V [1, B, N x K]   -> attention over the batch    -> [B, N x K]   (training)
/// t_a    softmax over N x K, summed over K -> [B, N]
/// </code>
/// </remarks>
public sealed class AttentiveCorrection : Module<Tensor, Tensor>
{
    private const double PositionDeviation = 0.02;

    private readonly AttentionMode _mode;
    private readonly int _width;
    private readonly int _classes;
    private readonly int _outputs;
    private readonly int _tokens;

    [ComponentName(Name = "Q")]
    private readonly Linear? _query;

    [ComponentName(Name = "K")]
    private readonly Linear? _key;

    [ComponentName(Name = "V")]
    private readonly Linear? _value;

    [ComponentName(Name = "positions")]
    private readonly Parameter? _positions;

    [ComponentName(Name = "attn_fn")]
    private readonly MultiHeadAttention _attention;

    [ComponentName(Name = "readout")]
    private readonly Linear? _readout;

    /// <summary>Builds the correction.</summary>
    /// <param name="options">Mode, heads, tokens, anchors and readout.</param>
    /// <param name="width">Width D of the embedding.</param>
    /// <param name="classes">Number of classes N.</param>
    /// <exception cref="ArbexException">The sizes do not fit one another.</exception>
    public AttentiveCorrection(ReliabilityOptions options, int width, int classes)
        : base(nameof(AttentiveCorrection))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated(width, classes);
        _mode = options.AttentionMode;
        _width = width;
        _classes = classes;
        _outputs = options.AttentionReadout == AttentionReadout.Anchors ? classes * options.AnchorsPerClass : classes;
        _tokens = options.AttentionTokens;

        if (_mode == AttentionMode.Tokens)
        {
            _positions = Parameter(zeros(1, _tokens, width / _tokens)); // [1, T, D/T]
            init.normal_(_positions, std: PositionDeviation);
            _attention = new MultiHeadAttention(width / _tokens, options.AttentionHeads);
            _readout = Linear(width, _outputs);
        }
        else
        {
            _query = Linear(width, _outputs);
            _key = Linear(width, _outputs);
            _value = Linear(width, _outputs);
            _attention = new MultiHeadAttention(_outputs, options.AttentionHeads);
        }

        RegisterComponents();
    }

    /// <summary>Tokens T of the mode <see cref="AttentionMode.Tokens"/>.</summary>
    internal int Tokens => _tokens;

    /// <summary>V; null in the mode <see cref="AttentionMode.Tokens"/>.</summary>
    internal Linear? Value => _value;

    /// <summary>[1, T, D/T]; null in the other modes.</summary>
    internal Parameter? Positions => _positions;

    internal MultiHeadAttention Attention => _attention;

    /// <summary>The last layer of the mode <see cref="AttentionMode.Tokens"/>; null in the other modes.</summary>
    internal Linear? Readout => _readout;

    /// <summary>t_a: [B, D] -> [B, N].</summary>
    /// <param name="embeddings">e, [B, D].</param>
    public override Tensor forward(Tensor embeddings)
    {
        using var scope = NewDisposeScope();
        return Distribution(Attend(embeddings), _classes).MoveToOuterDisposeScope();
    }

    /// <summary>Softmax over all outputs, equation 17; summed over K where there is one for each anchor.</summary>
    /// <param name="attended">[B, N] or [B, N x K].</param>
    /// <param name="classes">Number of classes N.</param>
    /// <returns>t_a, [B, N], each row a distribution.</returns>
    public static Tensor Distribution(Tensor attended, int classes)
    {
        ArgumentNullException.ThrowIfNull(attended);
        using var scope = NewDisposeScope();
        return attended.softmax(-1)
            .view(attended.shape[0], classes, -1) // [B, N, K] or [B, N, 1]
            .sum(-1)                              // [B, N]
            .MoveToOuterDisposeScope();
    }

    /// <summary>The attention's answer before equation 17: [B, D] -> [B, N x K] or [B, N].</summary>
    internal Tensor Attend(Tensor embeddings)
    {
        Expect.Shape(embeddings, nameof(embeddings), -1, _width);
        using var scope = NewDisposeScope();
        if (_mode == AttentionMode.Tokens)
        {
            var x = embeddings.view(-1, _tokens, _width / _tokens).Plus(_positions!);     // [B, T, D/T]
            var mixed = x.Plus(_attention.call(x, x, x));                                 // [B, T, D/T]
            return _readout!.call(mixed.flatten(1)).MoveToOuterDisposeScope();        // [B, N x K]
        }

        // Outside training every sample is its own batch of one, so its answer never depends on its neighbours.
        var sequence = _mode == AttentionMode.CrossBatch && training ? 0 : 1;
        var q = _query!.call(embeddings).unsqueeze(sequence);                         // [1, B, N x K] or [B, 1, N x K]
        var k = _key!.call(embeddings).unsqueeze(sequence);
        var v = _value!.call(embeddings).unsqueeze(sequence);
        return _attention.call(q, k, v).squeeze(sequence).MoveToOuterDisposeScope();  // [B, N x K]
    }
}
