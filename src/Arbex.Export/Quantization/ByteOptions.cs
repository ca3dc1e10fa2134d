using System.Collections.Immutable;

namespace Arbex.Export.Quantization;

/// <summary>How a network is written with whole numbers of 8 bits.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ByteOptions
{
    /// <summary>Fewest faces that ranges are measured on; fewer show too little of what faces can be.</summary>
    public const int FewestFaces = 8;

    /// <summary>How ranges are chosen.</summary>
    /// <value>The default value is <see cref="RangeMethod.Percentile"/>.</value>
    public RangeMethod Ranges { get; init; } = RangeMethod.Percentile;

    /// <summary>For <see cref="RangeMethod.Percentile"/>: per cent of the numbers that the range holds, counted from each end, above
    /// 50 and at most 100.</summary>
    /// <value>The default value is 99.99.</value>
    public double Percentile { get; init; } = 99.99;

    /// <summary>
    /// Layers that stay in float32, by the beginnings of their names ("encoder/image/stage1"), as <see cref="LayerSensitivity"/> lists
    /// them.
    /// </summary>
    /// <value>The default value is empty: all convolutions and linear layers but the one that gives the embedding.</value>
    public ImmutableArray<string> KeepFloat { get; init; } = [];

    /// <summary>
    /// Whether weights use all 8 bits instead of 7. Processors without instructions for sums of byte products (VNNI, AMX, or ARM's) add
    /// pairs of them in 16 bits, which 8-bit weights overflow: the file answers wrongly there, without a word.
    /// </summary>
    /// <value>The default value is false: the file gives the same whole numbers on every processor.</value>
    public bool WideWeights { get; init; }

    /// <summary>Checks the options.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ExportException">A value cannot be used.</exception>
    public ByteOptions Validated()
    {
        if (!Enum.IsDefined(Ranges))
        {
            throw new ExportException($"The way to choose ranges is {Ranges}. Expected Percentile, MinMax or Entropy.");
        }

        if (!(Percentile is > 50 and <= 100))
        {
            throw new ExportException(FormattableString.Invariant(
                $"The percentile of ranges is {Percentile}. Expected more than 50 and at most 100; the usual value is 99.99."));
        }

        if (KeepFloat.IsDefault || KeepFloat.Any(string.IsNullOrWhiteSpace))
        {
            throw new ExportException(
                "A name of a layer that is to stay in float32 is empty. Expected beginnings of layers' names, such as encoder/image.");
        }

        return this;
    }
}
