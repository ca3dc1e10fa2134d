using static TorchSharp.torch;

namespace Arbex.Reliability;

/// <summary>Joins distributions by their confidences: equations 18 and 19, and the published code's variant.</summary>
public static class ReliabilityFusion
{
    internal const double SmallestConfidence = 1e-12;

    /// <summary>c1/(c1 + c2) p1 + c2/(c1 + c2) p2: equation 18 for t_g and t_a, equation 19 for l and t.</summary>
    /// <remarks>Where both confidences are 0 (two uniform distributions) both weights are one half.</remarks>
    /// <param name="first">p1, [B, N].</param>
    /// <param name="firstConfidence">c1, [B].</param>
    /// <param name="second">p2, [B, N].</param>
    /// <param name="secondConfidence">c2, [B].</param>
    /// <returns>[B, N], each row a distribution.</returns>
    public static Tensor Combine(Tensor first, Tensor firstConfidence, Tensor second, Tensor secondConfidence)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(firstConfidence);
        using var scope = NewDisposeScope();
        var weight = FirstWeight(firstConfidence, secondConfidence).unsqueeze(-1); // [B, 1]
        return weight.mul(first).Plus(weight.From(1).mul(second)).MoveToOuterDisposeScope(); // [B, N]
    }

    /// <summary>c1/(c1 + c2), one half where the sum is 0: [B].</summary>
    internal static Tensor FirstWeight(Tensor firstConfidence, Tensor secondConfidence)
    {
        using var scope = NewDisposeScope();
        var sum = firstConfidence.Plus(secondConfidence);
        var tooSmall = sum.IsAtMost(SmallestConfidence);
        return firstConfidence.div(sum.FilledWhere(tooSmall, 1))
            .FilledWhere(tooSmall, 0.5)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The published code: (1 - trust) l + trust (c_l l + (1 - c_l) t).</summary>
    /// <param name="primary">l, [B, N].</param>
    /// <param name="primaryConfidence">c_l, [B].</param>
    /// <param name="correction">t, [B, N].</param>
    /// <param name="trust">0 at the start of training to 1 at its end; 1 in evaluation.</param>
    /// <returns>[B, N], each row a distribution.</returns>
    public static Tensor OfficialTrust(Tensor primary, Tensor primaryConfidence, Tensor correction, double trust)
    {
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(primaryConfidence);
        using var scope = NewDisposeScope();
        var c = primaryConfidence.unsqueeze(-1);                                           // [B, 1]
        var corrected = c.mul(primary).Plus(c.From(1).mul(correction));                                // [B, N]
        return primary.Times(1 - trust).Plus(corrected.Times(trust)).MoveToOuterDisposeScope();      // [B, N]
    }
}
