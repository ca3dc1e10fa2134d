namespace Arbex.Export.Quantization;

/// <summary>The range whose 256 steps keep most of a histogram's information.</summary>
/// <remarks>
/// Both ends are cut towards zero by the same share. What is beyond goes to the ends, as rounding does with it; the divergence of that
/// from its own coarse form (256 steps, each spread over its bins) is what a cut costs. Migacz, 8-bit Inference with TensorRT (2017).
/// </remarks>
internal static class EntropyRange
{
    private const int Steps = 256;
    private const int Cuts = 112;

    /// <summary>Chooses.</summary>
    public static ValueRange Of(ValueHistogram histogram)
    {
        var counts = histogram.Counts;
        var zero = ZeroBin(histogram);
        var (best, least) = ((First: 0, End: counts.Length), double.PositiveInfinity);
        for (var cut = 0; cut <= Cuts; cut++)
        {
            // From an eighth of the reach, where a step is one bin, up to all of it.
            var kept = 0.125 + (0.875 * cut / Cuts);
            var first = (int)Math.Round(zero * (1 - kept));
            var end = (int)Math.Round(zero + ((counts.Length - zero) * kept));
            var divergence = Divergence(counts, first, end, Math.Min(zero, counts.Length - 1));
            if (divergence <= least)
            {
                (best, least) = ((first, end), divergence);
            }
        }

        return new(histogram.EdgeOf(best.First), histogram.EdgeOf(best.End));
    }

    private static int ZeroBin(ValueHistogram histogram)
    {
        var (low, high) = (histogram.Range.Low, histogram.Range.High);
        return high > low
            ? (int)Math.Round(Math.Clamp(-low / (high - low), 0, 1) * histogram.Counts.Length)
            : 0;
    }

    /// <summary>
    /// Of what is kept, from its own coarse form. The bin that holds zero is left out: zero is exact whatever the range is, and behind a
    /// rectifier half of all numbers are there.
    /// </summary>
    private static double Divergence(ReadOnlySpan<long> counts, int first, int end, int zero)
    {
        var bins = end - first;
        if (bins < Steps)
        {
            return double.PositiveInfinity;
        }

        var kept = new double[bins];
        var inside = 0.0;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (bin != zero)
            {
                kept[Math.Clamp(bin - first, 0, bins - 1)] += counts[bin];
                inside += bin >= first && bin < end ? counts[bin] : 0;
            }
        }

        var (total, divergence) = (kept.Sum(), 0.0);
        for (var step = 0; step < Steps; step++)
        {
            var (from, to) = ((int)((long)step * bins / Steps), (int)((step + 1L) * bins / Steps));
            var (sum, filled) = (0L, 0);
            for (var bin = first + from; bin < first + to; bin++)
            {
                (sum, filled) = bin == zero || counts[bin] == 0 ? (sum, filled) : (sum + counts[bin], filled + 1);
            }

            for (var bin = from; bin < to; bin++)
            {
                if (kept[bin] > 0)
                {
                    // A bin that only what was cut off fills has a vanishing share of its step.
                    var coarse = filled > 0 && counts[first + bin] > 0 ? (double)sum / filled : 1e-3;
                    divergence += kept[bin] / total * Math.Log(kept[bin] / total * inside / coarse);
                }
            }
        }

        return divergence;
    }
}
