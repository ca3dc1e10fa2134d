namespace Arbex.Data.Inspection;

/// <summary>How undecided the labels of a part are, in bits: 0 for plain labels, log2 N where all N classes are alike.</summary>
/// <param name="Soft">Samples whose label is not certain of one class.</param>
/// <param name="Mean">Mean entropy over all samples, in bits; 0 where there is no sample.</param>
/// <param name="Median">Median entropy, the lower one of two, in bits.</param>
/// <param name="Largest">Largest entropy, in bits.</param>
public sealed record LabelEntropy(int Soft, double Mean, double Median, double Largest)
{
    /// <summary>Measures the labels of some samples.</summary>
    /// <param name="samples">A dataset's samples.</param>
    /// <param name="positions">Those to measure.</param>
    public static LabelEntropy Of(SampleIndex samples, ReadOnlySpan<int> positions)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var entropies = new double[positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            entropies[i] = OfDistribution(samples.DistributionOf(positions[i]).AsSpan());
        }

        Array.Sort(entropies);
        return entropies.Length == 0
            ? new LabelEntropy(0, 0, 0, 0)
            : new LabelEntropy(
                entropies.Count(entropy => entropy > 0), entropies.Average(), entropies[(entropies.Length - 1) / 2],
                entropies[^1]);
    }

    /// <summary>The entropy of one distribution, in bits.</summary>
    /// <param name="distribution">Probability of each class, [N].</param>
    public static double OfDistribution(ReadOnlySpan<float> distribution)
    {
        var entropy = 0.0;
        foreach (var probability in distribution)
        {
            entropy -= probability > 0 ? probability * Math.Log2(probability) : 0;
        }

        return Math.Max(0, entropy); // not -0, nor below by rounding
    }
}
