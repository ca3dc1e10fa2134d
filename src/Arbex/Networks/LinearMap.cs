using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>A linear layer that computes in the type of its input: [..., D] -> [..., H].</summary>
/// <remarks>As <see cref="Convolution"/>: torch's start and key names, weights in float32.</remarks>
internal sealed class LinearMap : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    public LinearMap(long inputWidth, long width, bool bias = true)
        : base(nameof(LinearMap))
    {
        using var start = Linear(inputWidth, width, hasBias: bias);
        _weight = LayerStart.Copy(start.weight!);            // [H, D]
        _bias = bias ? LayerStart.Copy(start.bias!) : null; // [H]
        RegisterComponents();
    }

    /// <summary>[H, D].</summary>
    public Parameter Weight => _weight;

    /// <summary>[H], or null.</summary>
    public Parameter? Bias => _bias;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return functional.linear(x, _weight.WithTypeOf(x), _bias?.WithTypeOf(x)).MoveToOuterDisposeScope();
    }
}
