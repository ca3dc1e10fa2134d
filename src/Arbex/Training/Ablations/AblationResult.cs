namespace Arbex.Training.Ablations;

/// <summary>A setting of a study and what its runs gave.</summary>
/// <param name="Setting">One of its cells; seeds aside they are alike.</param>
/// <param name="Runs">Scores of the runs that are finished, by seed.</param>
public sealed record AblationResult(AblationCell Setting, IReadOnlyList<AblationScores> Runs)
{
    /// <summary>Mean accuracy of L_final, a share; not a number where no run is finished.</summary>
    public double MeanAccuracy => Runs.Count == 0 ? double.NaN : Runs.Average(run => run.Accuracy);
}
