using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>One residual unit of IR-50: pre-activation, the stride on the second convolution, none after the sum.</summary>
/// <remarks>
/// Deng et al., ArcFace (CVPR 2019), "IR" unit; key names as in face.evoLVe's and POSTER++'s checkpoints.
/// <code>
/// x        [B, Cin, H, W]
/// residual BN -> conv 3x3 -> PReLU -> conv 3x3, stride s -> BN     [B, C, H/s, W/s]
/// shortcut every s-th pixel, where Cin differs from C -> conv 1x1 -> BN [B, C, H/s, W/s]
/// result   residual + shortcut                                      [B, C, H/s, W/s]
/// </code>
/// </remarks>
internal sealed class ResidualUnit : Module<Tensor, Tensor>
{
    private readonly long _stride;

    [ComponentName(Name = "shortcut_layer")]
    private readonly Sequential? _shortcut;

    [ComponentName(Name = "res_layer")]
    private readonly Sequential _residual;

    public ResidualUnit(long inputWidth, long width, long stride, ChannelActivation activation)
        : base(nameof(ResidualUnit))
    {
        _stride = stride;
        if (inputWidth != width)
        {
            _shortcut = Sequential(
                ("0", new Convolution(inputWidth, width, 1, bias: false)),
                ("1", new BatchNormalization(width)));
        }

        _residual = Sequential(
            ("0", new BatchNormalization(inputWidth)),
            ("1", new Convolution(inputWidth, width, 3, padding: 1, bias: false)),
            ("2", new ChannelRelu(width, activation)),
            ("3", new Convolution(width, width, 3, stride: stride, padding: 1, bias: false)),
            ("4", new BatchNormalization(width)));
        RegisterComponents();
    }

    public long Stride => _stride;

    /// <summary>1x1 convolution and norm; null where the shortcut is the input itself.</summary>
    public Sequential? Shortcut => _shortcut;

    /// <summary>Norm, convolution, activation, convolution, norm.</summary>
    public Sequential Residual => _residual;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        // A 1x1 convolution with this stride is the same, but oneDNN's writes past its buffer where the channels are last
        // in memory and no multiple of 8.
        var kept = x[TensorIndex.Ellipsis, TensorIndex.Slice(step: _stride), TensorIndex.Slice(step: _stride)]; // [B, Cin, H/s, W/s]
        var shortcut = _shortcut is null ? kept : _shortcut.call(kept);                                         // [B, C, H/s, W/s]
        return _residual.call(x).PlusInPlace(shortcut).MoveToOuterDisposeScope();
    }
}
