using Arbex.Networks;

namespace Arbex.Export.Folding;

/// <summary>What a batch norm is once training is over: a factor and a term for each channel.</summary>
/// <param name="Scale">Factors, [C].</param>
/// <param name="Shift">Terms, [C].</param>
internal sealed record ChannelAffine(double[] Scale, double[] Shift)
{
    /// <summary>(x - mean) / sqrt(variance + eps) * weight + bias as scale * x + shift.</summary>
    public static ChannelAffine Of(BatchNormalization layer)
    {
        var (weight, bias) = (TensorNumbers.Of(layer.Weight), TensorNumbers.Of(layer.Bias));
        var (mean, variance) = (TensorNumbers.Of(layer.RunningMean), TensorNumbers.Of(layer.RunningVariance));
        var scale = weight.Zip(variance, (w, v) => w / Math.Sqrt(v + BatchNormalization.Epsilon)).ToArray();
        var shift = bias.Select((b, channel) => b - (mean[channel] * scale[channel])).ToArray();
        return new(scale, shift);
    }
}
