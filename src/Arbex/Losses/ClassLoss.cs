using static TorchSharp.torch;

namespace Arbex.Losses;

/// <summary>The class distribution loss: negative log-likelihood of the corrected distribution, equation 20.</summary>
public static class ClassLoss
{
    private const double SmallestDouble = 1e-12;
    private const double SmallestSingle = 1e-8;

    /// <summary>Mean over the batch of -sum_j y_j ln L_j; weighted where class weights are given.</summary>
    /// <remarks>
    /// Equation 20 prints a sum over the batch; the mean keeps the weights of the losses independent of the batch.
    /// With class weights w the mean is sum w_y nll / sum w_y, where w_y = sum_j y_j w_j.
    /// </remarks>
    /// <param name="distribution">L, [B, N], each row a distribution; values are held above 1e-8 (1e-12 in double).</param>
    /// <param name="targets">y, [B, N], each row a distribution.</param>
    /// <param name="classWeights">[N], or null.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Compute(Tensor distribution, Tensor targets, Tensor? classWeights = null)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(targets);
        Expect.Shape(targets, nameof(targets), distribution.shape);
        using var scope = NewDisposeScope();
        var smallest = distribution.dtype == ScalarType.Float64 ? SmallestDouble : SmallestSingle;
        var loss = targets.mul(distribution.AtLeast(smallest).log()).sum(-1).neg(); // [B]
        if (classWeights is null)
        {
            return loss.mean().MoveToOuterDisposeScope();
        }

        var weights = targets.matmul(classWeights);                                   // [B]
        // A batch of classes without weight has the loss 0.
        return weights.mul(loss).sum().div(weights.sum().AtLeast(smallest)).MoveToOuterDisposeScope();
    }

    /// <summary>Label smoothing: (1 - s) y + s / N (table 3).</summary>
    /// <param name="targets">y, [B, N].</param>
    /// <param name="smoothing">s in [0, 1].</param>
    /// <returns>[B, N], each row still a distribution.</returns>
    public static Tensor Smooth(Tensor targets, double smoothing)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return smoothing == 0
            ? targets.alias()
            : targets.Times(1 - smoothing).PlusInPlace(smoothing / targets.shape[^1]);
    }
}
