namespace Arbex.Export.Quantization;

/// <summary>How the numbers seen at a place of the network become the range that its 256 bytes cover.</summary>
public enum RangeMethod
{
    /// <summary>Most of the numbers: a few outliers are cut off at both ends, so that the steps for all others are finer.</summary>
    Percentile,

    /// <summary>All of the numbers.</summary>
    MinMax,

    /// <summary>The range whose 256 steps lose least of the numbers' distribution (least Kullback-Leibler divergence).</summary>
    Entropy,
}
