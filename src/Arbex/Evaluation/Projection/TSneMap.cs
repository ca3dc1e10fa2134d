namespace Arbex.Evaluation.Projection;

/// <summary>Samples laid out in the plane.</summary>
/// <param name="Points">x and y of each sample, n x 2 numbers, row-major; their unit means nothing.</param>
/// <param name="Divergence">Kullback-Leibler divergence of the plane's neighbourhoods from the data's; lower is
/// better.</param>
public sealed record TSneMap(double[] Points, double Divergence);
