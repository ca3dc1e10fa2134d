using Arbex.Evaluation;
using Arbex.Inference;

namespace Arbex.Export;

/// <summary>Measures how far a model's confidence can be trusted, for its file to say so.</summary>
/// <remarks>
/// The temperature is that of <see cref="TemperatureScaling"/>. The risks are for abstaining: samples are taken from the surest
/// on, in steps that are fixed beforehand, and each step's share of errors gets a one-sided 95 % bound
/// (<see cref="BinomialBound"/>). Whoever walks the bounds from the surest on and stops at the first above his target has a
/// promise that fails in one case of twenty at most, however many steps there are: fixed-sequence testing, as in Angelopoulos et
/// al., Learn then Test (2021). Frames of one video and pictures of one person are not independent: where samples have groups, a
/// step counts as so many samples as its errors vary between groups (the design effect; Korn and Graubard 1998, Confidence intervals
/// for proportions with small expected number of positive counts), and without errors as one for each group.
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
                threshold, (double)answered / rows.Length, (double)errors / answered, Bound(groups.Values, answered, errors));
        }
    }

    /// <summary>The bound of so many answers with so many errors, by how they lie in groups.</summary>
    private static double Bound(Dictionary<int, (int Count, int Errors)>.ValueCollection groups, int answers, int errors)
    {
        if (groups.Count == answers)
        {
            return BinomialBound.Upper(errors, answers); // each its own
        }

        if (errors == 0 || errors == answers || groups.Count == 1)
        {
            return BinomialBound.Upper(errors == 0 ? 0 : groups.Count, groups.Count);
        }

        // Variance of the share of errors over groups (linearised), against that of independent samples.
        var (share, n) = ((double)errors / answers, (double)answers);
        var between = groups.Sum(group => Math.Pow(group.Errors - (share * group.Count), 2)) * groups.Count / (groups.Count - 1);
        var effect = Math.Max(1, between / (n * share * (1 - share)));
        return BinomialBound.Upper((int)Math.Ceiling(errors / effect), Math.Max(1, (int)Math.Floor(n / effect)));
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
