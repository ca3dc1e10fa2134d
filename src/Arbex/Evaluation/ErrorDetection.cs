namespace Arbex.Evaluation;

/// <summary>How well confidence tells right predictions from wrong ones.</summary>
/// <remarks>Hendrycks and Gimpel, ICLR 2017. Right predictions are the positives.</remarks>
public static class ErrorDetection
{
    /// <summary>Probability that a right prediction is surer than a wrong one, ties counting one half, in [0, 1]; not a
    /// number where all are right or all are wrong.</summary>
    /// <param name="confidence">How sure each prediction is, shape [n].</param>
    /// <param name="correct">Whether it is right, shape [n].</param>
    public static double AreaUnderRoc(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        var (right, wrong) = Split(confidence, correct);
        if (right.Length == 0 || wrong.Length == 0)
        {
            return double.NaN;
        }

        // For each right prediction count the wrong ones below it and at its level, both lists rising.
        double wins = 0;
        var (below, upTo) = (0, 0);
        foreach (var score in right)
        {
            while (below < wrong.Length && wrong[below] < score)
            {
                below++;
            }

            while (upTo < wrong.Length && wrong[upTo] <= score)
            {
                upTo++;
            }

            wins += below + ((upTo - below) / 2.0);
        }

        return wins / ((double)right.Length * wrong.Length);
    }

    /// <summary>Share of wrong predictions that pass the highest threshold which at least 95 % of the right ones pass,
    /// in [0, 1]; not a number where all are right or all are wrong.</summary>
    /// <param name="confidence">How sure each prediction is, shape [n].</param>
    /// <param name="correct">Whether it is right, shape [n].</param>
    public static double FalsePositiveRateAt95(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        var (right, wrong) = Split(confidence, correct);
        if (right.Length == 0 || wrong.Length == 0)
        {
            return double.NaN;
        }

        var threshold = right[right.Length - (int)Math.Ceiling((0.95 * right.Length) - 1e-9)];
        return (double)wrong.Count(score => score >= threshold) / wrong.Length;
    }

    private static (double[] Right, double[] Wrong) Split(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        if (confidence.Length != correct.Length)
        {
            throw new ArgumentException(
                $"Got {confidence.Length} confidences and {correct.Length} outcomes. Expected equally many.",
                nameof(correct));
        }

        var byOutcome = confidence.ToArray().Zip(correct.ToArray()).ToLookup(pair => pair.Second, pair => pair.First);
        return ([.. byOutcome[true].Order()], [.. byOutcome[false].Order()]);
    }
}
