namespace Arbex.Evaluation;

/// <summary>Numbers that say how sure a prediction is; a greater one is surer. Shape [n] each.</summary>
/// <remarks>
/// The greatest probability is <see cref="Predictions.Confidence"/>. Energy: Liu, Wang, Owens and Li, NeurIPS 2020.
/// </remarks>
public static class ConfidenceScores
{
    /// <summary>One minus normalised entropy, the paper's C (eq 11, divided by ln N), in [0, 1].</summary>
    /// <param name="predictions">The predictions.</param>
    public static double[] Entropy(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var scores = new double[predictions.Samples];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = 1 - Uncertainty.NormalizedEntropy(predictions.Row(i));
        }

        return scores;
    }

    /// <summary>The greatest probability less the second, in [0, 1].</summary>
    /// <param name="predictions">The predictions.</param>
    public static double[] Margin(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var scores = new double[predictions.Samples];
        for (var i = 0; i < scores.Length; i++)
        {
            var row = predictions.Row(i);
            var (best, second) = (predictions.Predicted[i], double.NegativeInfinity);
            for (var k = 0; k < row.Length; k++)
            {
                second = k != best ? Math.Max(second, row[k]) : second;
            }

            scores[i] = row[best] - second;
        }

        return scores;
    }

    /// <summary>ln sum exp of one sample's logits, the negative of what is called its energy; any number.</summary>
    /// <param name="logits">At least one number.</param>
    public static double Energy(ReadOnlySpan<double> logits)
    {
        var greatest = logits[Uncertainty.FirstMaximum(logits)];
        double sum = 0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - greatest);
        }

        return greatest + Math.Log(sum);
    }
}
