using static TorchSharp.torch;

namespace Arbex.Losses;

/// <summary>The anchor loss, which keeps anchors apart: equation 21 in a bounded form and as printed.</summary>
/// <remarks>
/// As printed the loss has no lower bound: scaling all anchors by c scales it by c squared, so that it wins against
/// the other terms in the end (figure 7). The hinge stops at a margin. See docs/decisions/0006.
/// </remarks>
public static class AnchorLoss
{
    /// <summary>Computes one of the forms.</summary>
    /// <param name="anchors">a, [N, K, D].</param>
    /// <param name="form">The form.</param>
    /// <param name="margin">The hinge's margin, above 0.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Compute(Tensor anchors, AnchorLossForm form, double margin = 2)
    {
        Expect.Shape(anchors, nameof(anchors), -1, -1, -1);
        using var scope = NewDisposeScope();
        var (n, k, d) = (anchors.shape[0], anchors.shape[1], anchors.shape[2]);
        var loss = form switch
        {
            AnchorLossForm.Released => SameSlotSum(anchors).Times(-1 / (Math.Sqrt(d) * k * k)),
            AnchorLossForm.Sum => PairSum(anchors).neg(),
            AnchorLossForm.MeanOverPairs => PairSum(anchors).Times(-1 / ((double)n * k * ((n * k) - 1) * d)),
            AnchorLossForm.MeanOverClasses => DifferentClassSum(anchors).Times(-1 / ((double)n * (n - 1) * k * k * d)),
            AnchorLossForm.Hinge => Hinge(anchors, margin),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form of the anchor loss."),
        };
        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>Sum over all ordered pairs of squared distances = 2 M sum |a|^2 - 2 |sum a|^2.</summary>
    private static Tensor PairSum(Tensor anchors)
    {
        var all = anchors.flatten(0, 1);                       // [M, D], M = N x K
        var centred = all - all.mean([0], keepdim: true);      // the sum of pairs is the same and nothing cancels
        return centred.Squared().sum().Times(2 * all.shape[0]);
    }

    /// <summary>The same without the pairs inside a class.</summary>
    private static Tensor DifferentClassSum(Tensor anchors)
    {
        var centred = anchors - anchors.mean([1], keepdim: true);                    // [N, K, D]
        return PairSum(anchors) - centred.Squared().sum().Times(2 * anchors.shape[1]);
    }

    /// <summary>Sum over ordered pairs of classes and over slots of squared distances.</summary>
    private static Tensor SameSlotSum(Tensor anchors)
    {
        var centred = anchors - anchors.mean([0], keepdim: true);                    // [N, K, D]
        return centred.Squared().sum().Times(2 * anchors.shape[0]);
    }

    private static Tensor Hinge(Tensor anchors, double margin)
    {
        var (n, k, d) = (anchors.shape[0], anchors.shape[1], anchors.shape[2]);
        var all = anchors.flatten(0, 1);                                             // [M, D]
        var distances = Reliability.AnchorCorrection.Distances(all, anchors);        // [M, N, K]
        var shortfall = distances.Times(-1 / Math.Sqrt(d)).Plus(margin).AtLeast(0).Squared(); // [M, N, K]
        var different = eye(n, dtype: anchors.dtype, device: anchors.device).From(1);
        var mask = different.repeat_interleave(k, 0).unsqueeze(-1);                  // [M, N, 1]
        return shortfall.mul(mask).sum().Times(1.0 / (n * (n - 1) * k * k));
    }
}
