namespace Arbex.Evaluation;

/// <summary>A risk that a model file promises for answers above a confidence, and what came of it on the evaluated samples.</summary>
/// <param name="Risk">The share of wrong answers that is accepted among those given, in (0, 1).</param>
/// <param name="Threshold">The least confidence of an answer, in [0, 1].</param>
/// <param name="Coverage">The share of samples that got an answer, in [0, 1].</param>
/// <param name="Observed">The share of those answers that were wrong, in [0, 1]; not a number where there was none.</param>
public sealed record PromisedRisk(double Risk, double Threshold, double Coverage, double Observed)
{
    /// <summary>The risks that are looked at.</summary>
    public static IReadOnlyList<double> UsualRisks { get; } = [0.01, 0.02, 0.05, 0.1];

    /// <summary>Whether no more answers were wrong than promised; a promise about all faces may be missed on some by chance.</summary>
    public bool IsKept => !(Observed > Risk);

    /// <summary>Counts.</summary>
    /// <param name="predictions">What the model answered, calibrated as its file asks for.</param>
    /// <param name="risk">The promise.</param>
    /// <param name="threshold">The least confidence that it is promised for.</param>
    public static PromisedRisk Of(PredictionSet predictions, double risk, double threshold)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (answered, wrong) = (0, 0);
        foreach (var (row, label) in predictions.Final.Zip(predictions.Labels))
        {
            var top = row.Max();
            if (top >= threshold)
            {
                answered++;
                wrong += Array.IndexOf(row, top) == label ? 0 : 1;
            }
        }

        return new(
            risk, threshold, (double)answered / predictions.Labels.Length, answered == 0 ? double.NaN : (double)wrong / answered);
    }
}
