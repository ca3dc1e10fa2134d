namespace Arbex.Training;

/// <summary>What the batches of an epoch are made from.</summary>
/// <param name="Samples">Positions in the dataset, in order.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Number">0-based epoch.</param>
internal sealed record EpochPlan(IReadOnlyList<int> Samples, long Seed, int Number);
