namespace Arbex.Evaluation;

/// <summary>Scores that only the true probabilities minimise.</summary>
/// <remarks>Brier 1950; Gneiting and Raftery, JASA 2007.</remarks>
public static class ProperScores
{
    private const double SmallestProbability = 1e-12;

    /// <summary>Mean over samples of the squared distance to the one-hot truth, summed over classes, in [0,
    /// 2].</summary>
    /// <param name="predictions">The predictions.</param>
    public static double Brier(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        double sum = 0;
        for (var i = 0; i < predictions.Samples; i++)
        {
            sum += Brier(predictions.Row(i), predictions.Labels[i]);
        }

        return sum / predictions.Samples;
    }

    /// <summary>Mean negative logarithm of the true class's probability, which counts as at least 1e-12, so that the
    /// result is in [0, 27.7].</summary>
    /// <param name="predictions">The predictions.</param>
    public static double NegativeLogLikelihood(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        double sum = 0;
        for (var i = 0; i < predictions.Samples; i++)
        {
            sum += NegativeLogLikelihood(predictions.Row(i), predictions.Labels[i]);
        }

        return sum / predictions.Samples;
    }

    /// <summary>Share of samples whose true class is among the two most probable, lower indices first on
    /// ties.</summary>
    /// <param name="predictions">The predictions.</param>
    public static double TopTwoAccuracy(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var hits = 0;
        for (var i = 0; i < predictions.Samples; i++)
        {
            var row = predictions.Row(i);
            var (label, before) = (predictions.Labels[i], 0);
            for (var k = 0; k < row.Length; k++)
            {
                before += row[k] > row[label] || (row[k] == row[label] && k < label) ? 1 : 0;
            }

            hits += before < 2 ? 1 : 0;
        }

        return (double)hits / predictions.Samples;
    }

    /// <summary>One sample's share of <see cref="Brier(Predictions)"/>.</summary>
    internal static double Brier(ReadOnlySpan<double> row, int label)
    {
        double sum = 0;
        for (var k = 0; k < row.Length; k++)
        {
            var difference = row[k] - (label == k ? 1 : 0);
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>One sample's share of <see cref="NegativeLogLikelihood(Predictions)"/>.</summary>
    internal static double NegativeLogLikelihood(ReadOnlySpan<double> row, int label) =>
        -Math.Log(Math.Max(row[label], SmallestProbability));
}
