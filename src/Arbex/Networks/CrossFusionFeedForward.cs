using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>What follows the cross-attention: both residual branches with per-channel weights.</summary>
/// <remarks>
/// Paper equations 4 and 5. The published networks' shortcut is the layer-normed map, and each branch is weighted by
/// a learned gamma and dropped at random in training.
/// <code>
/// shortcut, attended [B, H, W, D]
/// x      = shortcut + gamma1 * attended            [B, H, W, D]
/// result = x + gamma2 * fc2(GELU(fc1(Norm(x))))    [B, H, W, D]
/// </code>
/// </remarks>
internal sealed class CrossFusionFeedForward : Module<Tensor, Tensor, Tensor>
{
    private readonly double _dropPath;

    [ComponentName(Name = "gamma1")]
    private readonly Parameter _attentionScale;

    [ComponentName(Name = "gamma2")]
    private readonly Parameter _feedForwardScale;

    [ComponentName(Name = "mlp")]
    private readonly FeedForward _feedForward;

    [ComponentName(Name = "norm")]
    private readonly LayerNorm _normalization;

    public CrossFusionFeedForward(int width, int ratio, double dropPath, double scaleStart)
        : base(nameof(CrossFusionFeedForward))
    {
        _dropPath = dropPath;
        _attentionScale = Parameter(ones(width).TimesInPlace(scaleStart));
        _feedForwardScale = Parameter(ones(width).TimesInPlace(scaleStart));
        _feedForward = new FeedForward(width, ratio * width);
        _normalization = LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>gamma1, [D].</summary>
    public Parameter AttentionScale => _attentionScale;

    /// <summary>gamma2, [D].</summary>
    public Parameter FeedForwardScale => _feedForwardScale;

    public FeedForward FeedForward => _feedForward;

    public LayerNorm Normalization => _normalization;

    public override Tensor forward(Tensor shortcut, Tensor attended)
    {
        using var scope = NewDisposeScope();
        var x = shortcut.Plus(DropPath.Apply(Scaled(attended, _attentionScale), _dropPath, training)); // [B, H, W, D], equation 4
        var branch = Scaled(_feedForward.call(FullPrecision.Normalize(_normalization, x)), _feedForwardScale);        // [B, H, W, D]
        return x.Plus(DropPath.Apply(branch, _dropPath, training)).MoveToOuterDisposeScope(); // [B, H, W, D], equation 5
    }

    private static Tensor Scaled(Tensor branch, Parameter scale) => branch.mul(scale.WithTypeOf(branch)); // [B, H, W, D]
}
