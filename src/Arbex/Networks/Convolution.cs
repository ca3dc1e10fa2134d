using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>A 2-D convolution that computes in the type of its input: [B, Cin, H, W] -> [B, C, H/s, W/s].</summary>
/// <remarks>
/// Start and key names are torch's. Weights stay in float32; for bfloat16 input they are rounded on the way, and their
/// gradients come back in float32. See docs/decisions/0019.
/// </remarks>
internal sealed class Convolution : Module<Tensor, Tensor>
{
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _dilation = [1, 1];
    private readonly long _groups;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    public Convolution(
        long inputWidth, long width, long kernel, long stride = 1, long padding = 0, long groups = 1, bool bias = true)
        : base(nameof(Convolution))
    {
        (_stride, _padding, _groups) = ([stride, stride], [padding, padding], groups);
        using var start = Conv2d(inputWidth, width, kernel, groups: groups, bias: bias);
        _weight = LayerStart.Copy(start.weight!);                   // [C, Cin / groups, k, k]
        _bias = bias ? LayerStart.Copy(start.bias!) : null;        // [C]
        RegisterComponents();
    }

    /// <summary>[C, Cin / groups, k, k].</summary>
    public Parameter Weight => _weight;

    /// <summary>[C], or null.</summary>
    public Parameter? Bias => _bias;

    /// <summary>Every how many pixels, in both directions.</summary>
    public long Stride => _stride[0];

    /// <summary>Zeros around the map, on each side.</summary>
    public long Padding => _padding[0];

    /// <summary>Groups of channels that do not see one another.</summary>
    public long Groups => _groups;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return functional.conv2d(
            x, _weight.WithTypeOf(x), _bias?.WithTypeOf(x), _stride, _padding, _dilation, _groups)
            .MoveToOuterDisposeScope();
    }
}
