namespace Arbex.Evaluation;

/// <summary>How one class fares.</summary>
/// <param name="Precision">Right among those predicted as this class, in [0, 1]; 0 where none was.</param>
/// <param name="Recall">Right among those of this class, in [0, 1]; 0 where there is none.</param>
/// <param name="F1">Harmonic mean of the two, in [0, 1]; 0 where both are 0.</param>
/// <param name="Support">Samples of this class.</param>
public sealed record ClassMetrics(double Precision, double Recall, double F1, int Support);
