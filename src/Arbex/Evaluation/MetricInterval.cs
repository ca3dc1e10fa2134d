namespace Arbex.Evaluation;

/// <summary>Where a number probably lies.</summary>
/// <param name="Low">Lower end; not a number where the samples do not define it.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>.</param>
public sealed record MetricInterval(double Low, double High);
