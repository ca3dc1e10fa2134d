using Arbex.Reliability;
using static TorchSharp.torch;

namespace Arbex.Losses;

/// <summary>The centre loss, which keeps embeddings near an anchor of their class: equation 22.</summary>
public static class CenterLoss
{
    /// <summary>Computes one of the forms; the mean over the batch.</summary>
    /// <param name="embeddings">x, [B, D].</param>
    /// <param name="anchors">a, [N, K, D].</param>
    /// <param name="targets">y, [B, N]; a soft label weighs the classes' nearest anchors.</param>
    /// <param name="form">The form.</param>
    /// <param name="confidence">c_l, [B]; needed by <see cref="CenterLossForm.Released"/> alone.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The released form was asked for without a confidence.</exception>
    public static Tensor Compute(
        Tensor embeddings, Tensor anchors, Tensor targets, CenterLossForm form, Tensor? confidence = null)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(targets);
        if (form == CenterLossForm.Released && confidence is null)
        {
            throw new ArgumentException("The released centre loss is weighted by c_l; give the confidence.", nameof(confidence));
        }

        using var scope = NewDisposeScope();
        var d = (double)embeddings.shape[1];
        var distances = form == CenterLossForm.Released
            ? AnchorCorrection.Distances(embeddings, anchors)
            : AnchorCorrection.SquaredDistances(embeddings, anchors);        // [B, N, K]
        // Of equally near anchors the first alone is moved, as published; amin would share the gradient among them.
        var (nearest, _) = distances.min(-1);                                // [B, N]
        var own = targets.mul(nearest).sum(-1);                              // [B]
        var loss = form switch
        {
            CenterLossForm.Released => own.mul(confidence!).mean().Times(1 / Math.Sqrt(d)),
            CenterLossForm.Squared => own.mean(),
            CenterLossForm.SquaredPerDimension => own.mean().Times(1 / d),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form of the centre loss."),
        };
        return loss.MoveToOuterDisposeScope();
    }
}
