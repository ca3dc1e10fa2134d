using static TorchSharp.torch;

namespace Arbex.Reliability;

/// <summary>Normalised entropy and confidence of label distributions: equations 10 and 11.</summary>
public static class Confidence
{
    /// <summary>
    /// Below this a probability's logarithm is held, so that 0 ln 0 = 0 and the gradient at 0 stays finite.
    /// </summary>
    internal const double SmallestProbability = 1e-12;

    /// <summary>H(p) = -sum p ln p / Z, equation 11, with 0 ln 0 = 0.</summary>
    /// <param name="distribution">[..., N], each row a distribution.</param>
    /// <param name="divisor">Z: ln N, which makes H(uniform) = 1, or N as printed.</param>
    /// <returns>[...], in [0, 1] for <see cref="EntropyDivisor.LogClasses"/>.</returns>
    public static Tensor NormalizedEntropy(Tensor distribution, EntropyDivisor divisor = EntropyDivisor.LogClasses)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        using var scope = NewDisposeScope();
        var classes = distribution.shape[^1];
        var z = divisor == EntropyDivisor.LogClasses ? Math.Log(classes) : classes;
        var logarithm = distribution.AtLeast(SmallestProbability).log();           // [..., N]
        return distribution.mul(logarithm).sum(-1).Times(-1 / z).MoveToOuterDisposeScope(); // [...]
    }

    /// <summary>C(p) = 1 - H(p), equation 10, held in [0, 1].</summary>
    /// <param name="distribution">[..., N], each row a distribution.</param>
    /// <param name="divisor">The divisor of the entropy.</param>
    /// <returns>[...]: 0 at the uniform distribution, 1 at certainty.</returns>
    public static Tensor Of(Tensor distribution, EntropyDivisor divisor = EntropyDivisor.LogClasses)
    {
        using var scope = NewDisposeScope();
        return NormalizedEntropy(distribution, divisor).From(1).Within(0, 1).MoveToOuterDisposeScope();
    }
}
