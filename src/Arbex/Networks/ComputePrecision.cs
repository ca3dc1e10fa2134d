namespace Arbex.Networks;

/// <summary>In what numbers an encoder computes.</summary>
public enum ComputePrecision
{
    /// <summary>float32 throughout.</summary>
    Full,

    /// <summary>
    /// Convolutions, linear layers and attention in bfloat16, about twice as fast or more on processors that have it
    /// (AVX-512 BF16, AMX; see <see cref="BFloat16Support"/>); weights, their gradients, statistics of norms, and all after the embedding in float32.
    /// </summary>
    BFloat16,
}
