namespace Arbex.Evaluation;

/// <summary>One bar of a reliability diagram: the predictions whose confidence lies in (Low, High].</summary>
/// <param name="Low">Lower edge; confidence 0 belongs to the first bin.</param>
/// <param name="High">Upper edge.</param>
/// <param name="Count">Predictions in the bin.</param>
/// <param name="MeanConfidence">Their mean confidence; 0 where there are none.</param>
/// <param name="Accuracy">Share that came true; 0 where there are none.</param>
public readonly record struct CalibrationBin(
    double Low, double High, int Count, double MeanConfidence, double Accuracy)
{
    /// <summary>Distance of the two, in [0, 1]; 0 for an empty bin.</summary>
    public double Gap => Math.Abs(Accuracy - MeanConfidence);
}
