using Arbex.Data;

namespace Arbex.Evaluation;

/// <summary>What <see cref="TemperatureScaling"/> makes of both distributions, to compare balancing with.</summary>
public sealed record TemperatureBaseline
{
    /// <summary>The part that the temperatures were fitted on, never the evaluated one.</summary>
    public required DataSplit FittedOn { get; init; }

    /// <summary>Number of samples there.</summary>
    public required int FittedSamples { get; init; }

    /// <summary>Fitted to the primary distributions l.</summary>
    public required double PrimaryTemperature { get; init; }

    /// <summary>Fitted to the final distributions L_final.</summary>
    public required double FinalTemperature { get; init; }

    /// <summary>The evaluated primary distributions at their temperature.</summary>
    public required DistributionMetrics Primary { get; init; }

    /// <summary>The evaluated final distributions at their temperature.</summary>
    public required DistributionMetrics Final { get; init; }

    /// <summary>Fits on one part and scores on another.</summary>
    /// <param name="fittedOn">Names the part of <paramref name="fit"/>.</param>
    /// <param name="fit">Predictions to fit on.</param>
    /// <param name="primary">Evaluated primary distributions.</param>
    /// <param name="final">Evaluated final distributions.</param>
    internal static TemperatureBaseline Compute(
        DataSplit fittedOn, PredictionSet fit, Predictions primary, Predictions final)
    {
        var forPrimary = TemperatureScaling.Fit(Predictions.FromRows(fit.Primary, fit.Labels));
        var forFinal = TemperatureScaling.Fit(Predictions.FromRows(fit.Final, fit.Labels));
        return new()
        {
            FittedOn = fittedOn,
            FittedSamples = fit.Labels.Length,
            PrimaryTemperature = forPrimary,
            FinalTemperature = forFinal,
            Primary = DistributionMetrics.Compute(TemperatureScaling.Apply(primary, forPrimary)),
            Final = DistributionMetrics.Compute(TemperatureScaling.Apply(final, forFinal)),
        };
    }
}
