using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>Batch normalisation over all but the channel dimension: [B, C] or [B, C, H, W] -> the same.</summary>
/// <remarks>
/// Ioffe and Szegedy 2015, with torch's defaults (eps 1e-5, momentum 0.1) and key names. Our own because TorchSharp's
/// module counts batches through a scalar that the collector may free too early; see docs/decisions/0010.
/// </remarks>
public sealed class BatchNormalization : Module<Tensor, Tensor>
{
    internal const double Epsilon = 1e-5;
    private const double Momentum = 0.1;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    [ComponentName(Name = "running_mean")]
    private readonly Tensor _runningMean;

    [ComponentName(Name = "running_var")]
    private readonly Tensor _runningVariance;

    [ComponentName(Name = "num_batches_tracked")]
    private readonly Tensor _batches;

    /// <summary>Builds the layer: weight 1, bias 0, running mean 0, running variance 1.</summary>
    /// <param name="width">Channels C.</param>
    public BatchNormalization(long width)
        : base(nameof(BatchNormalization))
    {
        _weight = Parameter(ones(width));
        _bias = Parameter(zeros(width));
        _runningMean = zeros(width);
        _runningVariance = ones(width);
        _batches = zeros([], ScalarType.Int64);
        RegisterComponents();
    }

    /// <summary>[C].</summary>
    internal Parameter Weight => _weight;

    /// <summary>[C].</summary>
    internal Parameter Bias => _bias;

    /// <summary>[C].</summary>
    internal Tensor RunningMean => _runningMean;

    /// <summary>[C].</summary>
    internal Tensor RunningVariance => _runningVariance;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        if (training)
        {
            using var noGradient = no_grad();
            using var one = ones([], ScalarType.Int64, _batches.device);
            _batches.PlusInPlace(one);
        }

        return functional.batch_norm(
            x, _runningMean, _runningVariance, _weight, _bias, training, Momentum, Epsilon);
    }
}
