namespace Arbex.Inference;

/// <summary>Which confidence to ask for.</summary>
public static class Abstention
{
    /// <summary>The least confidence above which so few answers are wrong as was asked for.</summary>
    /// <param name="description">The model.</param>
    /// <param name="targetRisk">Accepted share of wrong answers among those given, in (0, 1).</param>
    /// <returns>The threshold of the model's calibration whose bound, and the bounds of all higher ones with it, keeps
    /// the risk, and which lets most faces through.</returns>
    /// <exception cref="ArbexException">The model has no calibration, or promises no risk so low.</exception>
    public static double Threshold(ModelDescription description, double targetRisk)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (description.Calibration is not { Points.Length: > 0 } calibration)
        {
            throw new ArbexException(FormattableString.Invariant(
                $"A risk of {targetRisk} was asked for, but nothing was measured of how far the confidence of '{description.Name}' can be trusted. Calibrate it: arbex export --calibrate-on valid. Or give a least confidence instead."));
        }

        return Find(calibration, targetRisk) ?? throw new ArbexException(FormattableString.Invariant(
            $"A risk of {targetRisk} was asked for. The lowest that '{description.Name}' can promise by {calibration.Samples} faces of {calibration.MeasuredOn} is {calibration.Points.MaxBy(point => point.Threshold)!.RiskBound:0.0000}. Ask for at least that, or calibrate on more faces."));
    }

    /// <summary>The same; null where the risk cannot be promised.</summary>
    internal static double? Find(ConfidenceCalibration calibration, double targetRisk)
    {
        // Bounds are walked from the surest answers down and the walk ends at the first that does not keep the risk: going on
        // to a lucky one below would be choosing among many tries, and the promise would not hold.
        return calibration.Points.OrderByDescending(point => point.Threshold)
            .TakeWhile(point => point.RiskBound <= targetRisk).LastOrDefault()?.Threshold;
    }
}
