namespace Arbex.Evaluation;

/// <summary>The usual way to calibrate after training, as a baseline: one temperature T for all logits.</summary>
/// <remarks>
/// Guo et al., ICML 2017. A distribution's logits are its logarithms up to a constant, so p becomes p^(1/T) divided by
/// its sum, for mixtures as well. The winner stays the winner, and so does the accuracy.
/// </remarks>
public static class TemperatureScaling
{
    /// <summary>Smallest and largest temperature that a fit gives.</summary>
    public const double Lowest = 0.05, Highest = 20;

    private const double SmallestProbability = 1e-12;
    private const double Precision = 1e-7;

    /// <summary>The temperature with the least negative log-likelihood, by golden section on ln T.</summary>
    /// <remarks>
    /// The likelihood is convex in 1/T and so has one minimum in ln T. Where no answer is wrong, or all are, it lies beyond
    /// any T: then nothing can be measured, and T stays 1.
    /// </remarks>
    /// <param name="predictions">Predictions on samples that nothing is reported of.</param>
    /// <returns>T, between <see cref="Lowest"/> and <see cref="Highest"/>; exactly 1 where none could be found.</returns>
    public static double Fit(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
        var (atLeft, atRight) = (LossAt(predictions, left), LossAt(predictions, right));
        while (high - low > Precision)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (golden * (high - low));
                atLeft = LossAt(predictions, left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (golden * (high - low));
                atRight = LossAt(predictions, right);
            }
        }

        var temperature = Math.Exp((low + high) / 2);
        return temperature is <= Lowest * 1.001 or >= Highest / 1.001 ? 1 : temperature;
    }

    /// <summary>The same predictions at another temperature.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="temperature">T, above 0; above 1 makes them less sure, 1 leaves them as they are.</param>
    public static Predictions Apply(Predictions predictions, double temperature)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(temperature), temperature, "Expected a temperature above 0, such as 1.");
        }

        var scaled = new double[predictions.Probabilities.Length];
        for (var i = 0; i < predictions.Samples; i++)
        {
            Scale(predictions.Row(i), temperature, scaled.AsSpan(i * predictions.Classes, predictions.Classes));
        }

        return new(scaled, predictions.Labels.AsSpan(), predictions.Classes);
    }

    private static double LossAt(Predictions predictions, double logTemperature)
    {
        Span<double> row = stackalloc double[predictions.Classes];
        double sum = 0;
        for (var i = 0; i < predictions.Samples; i++)
        {
            Scale(predictions.Row(i), Math.Exp(logTemperature), row);
            sum -= Math.Log(Math.Max(row[predictions.Labels[i]], SmallestProbability));
        }

        return sum / predictions.Samples;
    }

    private static void Scale(ReadOnlySpan<double> row, double temperature, Span<double> scaled)
    {
        // Relative to the greatest probability, so that no power underflows for the winner.
        var greatest = row[Uncertainty.FirstMaximum(row)];
        double sum = 0;
        for (var k = 0; k < row.Length; k++)
        {
            scaled[k] = Math.Exp(Math.Log(Math.Max(row[k], SmallestProbability) / greatest) / temperature);
            sum += scaled[k];
        }

        foreach (ref var p in scaled)
        {
            p /= sum;
        }
    }
}
