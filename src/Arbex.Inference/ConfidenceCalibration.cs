using System.Collections.Immutable;

namespace Arbex.Inference;

/// <summary>How far a model's confidence can be trusted, measured on faces that it did not learn from.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ConfidenceCalibration
{
    /// <summary>
    /// T of temperature scaling: a distribution p becomes p^(1/T), made to sum to 1 again. 1 changes nothing; above 1 the model
    /// was too sure of itself.
    /// </summary>
    /// <value>The default value is 1.</value>
    public double Temperature { get; init; } = 1;

    /// <summary>The faces it was measured on, such as "FER+ (majority), valid".</summary>
    public required string MeasuredOn { get; init; }

    /// <summary>Number of those faces.</summary>
    public required int Samples { get; init; }

    /// <summary>Number of their videos or subjects, which the bounds go by; null where faces are independent, or nobody knows.</summary>
    public int? Groups { get; init; }

    /// <summary>What answers above a confidence are worth, by falling threshold.</summary>
    public ImmutableArray<RiskPoint> Points { get; init; } = [];
}

/// <summary>What answers are worth that are at least so confident.</summary>
/// <param name="Threshold">The least confidence (after the temperature), in [0, 1].</param>
/// <param name="Coverage">Share of faces that get an answer.</param>
/// <param name="Risk">Share of those answers that were wrong.</param>
/// <param name="RiskBound">A bound that the true share of wrong answers exceeds in one case of twenty at most.</param>
public sealed record RiskPoint(double Threshold, double Coverage, double Risk, double RiskBound);
