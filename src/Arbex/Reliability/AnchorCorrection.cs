using static TorchSharp.torch;

namespace Arbex.Reliability;

/// <summary>The geometric correction t_g from the distances to the anchors: equations 12 to 14.</summary>
public static class AnchorCorrection
{
    /// <summary>d(e, a) = |a - e|, equation 12, with gradient 0 where an embedding lies on an anchor.</summary>
    /// <param name="embeddings">e, [B, D].</param>
    /// <param name="anchors">a, [N, K, D].</param>
    /// <returns>[B, N, K].</returns>
    public static Tensor Distances(Tensor embeddings, Tensor anchors)
    {
        Expect.Shape(anchors, nameof(anchors), -1, -1, -1);
        Expect.Shape(embeddings, nameof(embeddings), -1, anchors.shape[2]);
        using var scope = NewDisposeScope();
        var squared = SquaredDistances(embeddings, anchors);        // [B, N, K]
        var positive = squared.IsAbove(0);
        // The root is taken of 1 where the distance is 0: its own gradient there would be infinite, and 0 times
        // infinity is NaN.
        var root = squared.FilledWhere(positive.logical_not(), 1).sqrt();
        return root.mul(positive.to_type(root.dtype)).MoveToOuterDisposeScope();
    }

    /// <summary>|a - e|^2 from the differences themselves, which is never negative: [B, N, K].</summary>
    internal static Tensor SquaredDistances(Tensor embeddings, Tensor anchors)
    {
        using var scope = NewDisposeScope();
        var b = embeddings.shape[0];
        var d = embeddings.shape[1];
        var difference = embeddings.view(b, 1, 1, d) - anchors.unsqueeze(0); // [B, N, K, D]
        return difference.Squared().sum(-1).MoveToOuterDisposeScope();        // [B, N, K]
    }

    /// <summary>s = softmax over all N x K anchors of -d / delta, equation 13.</summary>
    /// <param name="distances">[B, N, K].</param>
    /// <param name="delta">Steepness, above 0.</param>
    /// <returns>[B, N, K], each sample's values sum to 1.</returns>
    public static Tensor Similarities(Tensor distances, double delta)
    {
        ArgumentNullException.ThrowIfNull(distances);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        using var scope = NewDisposeScope();
        var (b, n, k) = (distances.shape[0], distances.shape[1], distances.shape[2]);
        return distances.Times(-1 / delta)
            .view(b, n * k)                // [B, N x K]
            .softmax(-1)
            .view(b, n, k)                 // [B, N, K]
            .MoveToOuterDisposeScope();
    }

    /// <summary>t_g = sum over anchors of s times the anchor's one-hot label, equation 14.</summary>
    /// <param name="embeddings">e, [B, D].</param>
    /// <param name="anchors">a, [N, K, D].</param>
    /// <param name="delta">Steepness, above 0.</param>
    /// <returns>[B, N], each row a distribution.</returns>
    public static Tensor Distribution(Tensor embeddings, Tensor anchors, double delta)
    {
        using var scope = NewDisposeScope();
        return Similarities(Distances(embeddings, anchors), delta).sum(-1).MoveToOuterDisposeScope(); // [B, N]
    }
}
