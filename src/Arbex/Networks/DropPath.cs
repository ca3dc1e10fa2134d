using static TorchSharp.torch;

namespace Arbex.Networks;

/// <summary>Stochastic depth: in training a sample's branch is dropped at random, the kept ones grow by 1/keep.</summary>
/// <remarks>Huang et al., Deep Networks with Stochastic Depth (ECCV 2016).</remarks>
internal static class DropPath
{
    /// <summary>x [B, ...] -> the same shape; always a fresh tensor or alias.</summary>
    public static Tensor Apply(Tensor x, double probability, bool training)
    {
        if (probability == 0 || !training)
        {
            return x.alias();
        }

        using var scope = NewDisposeScope();
        var keep = 1 - probability;
        var shape = new long[x.dim()];
        Array.Fill(shape, 1);
        shape[0] = x.shape[0];
        var mask = empty(shape, x.dtype, x.device).bernoulli_(keep).TimesInPlace(1 / keep); // [B, 1, ...]
        return x.mul(mask).MoveToOuterDisposeScope();
    }
}
