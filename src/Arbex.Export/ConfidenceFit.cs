using Arbex.Evaluation;
using Arbex.Inference;

namespace Arbex.Export;

/// <summary>Measures how far a model's confidence can be trusted, for its file to say so.</summary>
/// <remarks>
/// The temperature is that of <see cref="TemperatureScaling"/>. The risks are for abstaining: samples are taken from the surest
/// on, in steps that are fixed beforehand, and each step's share of errors gets a one-sided 95 % bound
/// (<see cref="BinomialBound"/>). Whoever walks the bounds from the surest on and stops at the first above his target has a
/// promise that fails in one case of twenty at most, however many steps there are: fixed-sequence testing, as in Angelopoulos et
/// al., Learn then Test (2021). Frames of one video and pictures of one person are not independent: where samples have groups, the
/// bound is that of <see cref="GroupedBinomialBound"/>, and fewer than 59 groups promise no risk of 5 %, fewer than 29 none of 10 %.
/// </remarks>
public static class ConfidenceFit
{
    private const int Steps = 36;

    /// <summary>Fewer samples than this promise nothing that anyone wants to hear.</summary>
    private const int FewestSamples = 100;

    /// <summary>Measures.</summary>
    /// <param name="predictions">Answers for samples that the model did not learn from.</param>
    /// <param name="measuredOn">What they are, such as "FER+ (majority), valid".</param>
    /// <param name="groups">The video or subject of each, [n]; null where they are independent.</param>
    /// <exception cref="ExportException">There are too few.</exception>
    public static ConfidenceCalibration Of(PredictionSet predictions, string measuredOn, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var count = predictions.Labels.Length;
        CheckCount(count, measuredOn);
        var final = Predictions.FromRows(predictions.Final, predictions.Labels);
        var temperature = TemperatureScaling.Fit(final);
        var rows = predictions.Final
            .Select((row, i) => Scaled(row, temperature, predictions.Labels[i], groups?[i] ?? i))
            .OrderByDescending(answer => answer.Confidence).ToArray();
        return new ConfidenceCalibration
        {
            Temperature = temperature,
            MeasuredOn = measuredOn,
            Samples = count,
            Groups = groups?.Distinct().Count(),
            Points = [.. Points(rows)],
        };
    }

    /// <summary>Refuses a part that is too small.</summary>
    internal static void CheckCount(int samples, string measuredOn)
    {
        if (samples < FewestSamples)
        {
            throw new ExportException(
                $"'{measuredOn}' has {samples} samples. Expected at least {FewestSamples} that can be read to measure confidence on. "
                + "Calibrate on a larger part.");
        }
    }

    private static IEnumerable<RiskPoint> Points(Answer[] rows)
    {
        var groups = new Dictionary<int, (int Count, int Errors)>();
        var (taken, errors) = (0, 0);
        for (var step = 0; step <= Steps; step++)
        {
            // From a tenth of the samples on: the bound on fewer is high whatever they show, and would end every walk at once.
            var share = 0.1 + (0.9 * step / Steps);
            var threshold = rows[Math.Max(1, (int)Math.Round(share * rows.Length)) - 1].Confidence;
            var answered = Array.FindLastIndex(rows, row => row.Confidence >= threshold) + 1;
            if (answered == taken)
            {
                continue; // equal confidences
            }

            for (; taken < answered; taken++)
            {
                var (count, wrong) = groups.GetValueOrDefault(rows[taken].Group);
                var error = rows[taken].IsRight ? 0 : 1;
                groups[rows[taken].Group] = (count + 1, wrong + error);
                errors += error;
            }

            yield return new RiskPoint(
                threshold, (double)answered / rows.Length, (double)errors / answered, GroupedBinomialBound.Upper(groups.Values));
        }
    }

    private static Answer Scaled(IReadOnlyList<double> row, double temperature, int label, int group)
    {
        var distribution = row.Select(value => (float)value).ToArray();
        Temperature.Apply(distribution, temperature);
        var top = distribution.Max();
        return new Answer(top, Array.IndexOf(distribution, top) == label, group);
    }

    private readonly record struct Answer(double Confidence, bool IsRight, int Group);
}
