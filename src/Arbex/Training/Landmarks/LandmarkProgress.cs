namespace Arbex.Training.Landmarks;

/// <summary>Where a pretraining is.</summary>
/// <param name="Epoch">Epochs done; -1 while the teacher is asked.</param>
/// <param name="Share">How much of the epoch, or of the questions, is done, from 0 to 1.</param>
/// <param name="Finished">Set when an epoch is finished.</param>
public readonly record struct LandmarkProgress(int Epoch, double Share, LandmarkEpoch? Finished);

/// <summary>What an epoch of pretraining came to.</summary>
/// <param name="Epoch">1-based number.</param>
/// <param name="Loss">Mean loss of its steps.</param>
/// <param name="ValidError">
/// Mean of <see cref="LandmarkPoints.Error"/> on the validation part, whose faces are shown as they are; null where
/// there is none.
/// </param>
/// <param name="Seconds">Seconds of training in it.</param>
public sealed record LandmarkEpoch(int Epoch, double Loss, double? ValidError, double Seconds);
