using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>max(0, x) + a min(0, x), with a learned slope a for each channel or none, in the type of its input.</summary>
/// <remarks>He et al. 2015; slopes start at 0.25 and have torch's key name.</remarks>
internal sealed class ChannelRelu : Module<Tensor, Tensor>
{
    private const double SlopeStart = 0.25;

    [ComponentName(Name = "weight")]
    private readonly Parameter? _slope;

    public ChannelRelu(long width, ChannelActivation form = ChannelActivation.LearnedSlope)
        : base(nameof(ChannelRelu))
    {
        _slope = form == ChannelActivation.LearnedSlope
            ? Parameter(ones(width).TimesInPlace(SlopeStart)) // [C]
            : null;
        RegisterComponents();
    }

    /// <summary>Slopes below zero, [C]; null where they are zero.</summary>
    public Parameter? Slope => _slope;

    public override Tensor forward(Tensor x)
    {
        if (_slope is null)
        {
            return functional.relu(x);                                              // [B, C, H, W]
        }

        using var scope = NewDisposeScope();
        return functional.prelu(x, _slope.WithTypeOf(x)).MoveToOuterDisposeScope(); // [B, C, H, W]
    }
}
