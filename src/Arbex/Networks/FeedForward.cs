using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>Two linear layers with the exact (erf) GELU between: [..., D] -> [..., H] -> [..., D].</summary>
internal sealed class FeedForward : Module<Tensor, Tensor>
{
    [ComponentName(Name = "fc1")]
    private readonly LinearMap _expand;

    [ComponentName(Name = "fc2")]
    private readonly LinearMap _reduce;

    public FeedForward(int width, int hiddenWidth)
        : base(nameof(FeedForward))
    {
        _expand = new LinearMap(width, hiddenWidth);
        _reduce = new LinearMap(hiddenWidth, width);
        RegisterComponents();
    }

    public LinearMap Expand => _expand;

    public LinearMap Reduce => _reduce;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var hidden = functional.gelu(_expand.call(x));        // [..., H]
        return _reduce.call(hidden).MoveToOuterDisposeScope(); // [..., D]
    }
}
