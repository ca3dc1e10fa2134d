namespace Arbex.Evaluation;

/// <summary>What predicted distributions say of their own certainty.</summary>
public static class Uncertainty
{
    /// <summary>The position of the greatest number, the first one on ties.</summary>
    /// <param name="distribution">At least one number.</param>
    public static int FirstMaximum(ReadOnlySpan<double> distribution)
    {
        var best = 0;
        for (var k = 1; k < distribution.Length; k++)
        {
            best = distribution[k] > distribution[best] ? k : best;
        }

        return best;
    }

    /// <summary>Entropy divided by ln N: 0 for a certain, 1 for the uniform distribution. 0 ln 0 counts as 0.</summary>
    /// <remarks>One minus this is the paper's confidence C (eq 11, with ln N as the divisor).</remarks>
    /// <param name="distribution">At least two probabilities.</param>
    public static double NormalizedEntropy(ReadOnlySpan<double> distribution)
    {
        double sum = 0;
        foreach (var p in distribution)
        {
            sum -= p > 0 ? p * Math.Log(p) : 0;
        }

        return sum / Math.Log(distribution.Length);
    }

    /// <summary>Mean of <see cref="NormalizedEntropy"/> over all samples, in [0, 1].</summary>
    /// <param name="predictions">The predictions.</param>
    public static double MeanNormalizedEntropy(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        double sum = 0;
        for (var i = 0; i < predictions.Samples; i++)
        {
            sum += NormalizedEntropy(predictions.Row(i));
        }

        return sum / predictions.Samples;
    }

    /// <summary>Population standard deviation of all n x N probabilities; the paper shows that correction lowers it.
    /// </summary>
    /// <param name="predictions">The predictions.</param>
    public static double ProbabilityStandardDeviation(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        double sum = 0, squares = 0;
        foreach (var p in predictions.Probabilities)
        {
            sum += p;
        }

        var mean = sum / predictions.Probabilities.Length;
        foreach (var p in predictions.Probabilities)
        {
            squares += (p - mean) * (p - mean);
        }

        return Math.Sqrt(squares / predictions.Probabilities.Length);
    }
}
