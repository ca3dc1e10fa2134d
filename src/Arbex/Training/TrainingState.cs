using Arbex.Checkpoints;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>What a run must remember beyond the weights to go on as if it had never stopped.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Step">Optimiser steps taken.</param>
/// <param name="Best">Highest validation score so far; -1 before the first.</param>
/// <param name="Plateau">The plateau schedule's memory.</param>
/// <param name="Sums">Where the run is inside the epoch that is not finished.</param>
internal sealed record TrainingState(int Epoch, long Step, double Best, Plateau Plateau, EpochSums Sums)
{
    private const string MeanKey = "training.optimizer.mean";
    private const string VarianceKey = "training.optimizer.variance";
    private const string CounterKey = "training.counters";
    private const int OwnCounters = 6;

    /// <summary>Before the first step.</summary>
    public static TrainingState Start => new(0, 0, -1, Plateau.Start, new EpochSums());

    /// <summary>Whether an epoch is the best so far; every one is where nothing validates.</summary>
    public bool IsBest(EpochResult result) => result.ValidAccuracy is not { } accuracy || accuracy > Best;

    /// <summary>After a finished epoch.</summary>
    public TrainingState After(EpochResult result, OptimizerOptions options) => this with
    {
        Epoch = result.Epoch,
        Best = Math.Max(Best, result.ValidAccuracy ?? -1),
        Plateau = result.ValidLoss is { } loss ? Plateau.After(loss, options) : Plateau,
        Sums = new EpochSums(),
    };

    /// <summary>The state as tensors: the optimiser's moments, the averaged weights, the counters.</summary>
    /// <returns>The tensors; only the one that <see cref="Release"/> frees is the caller's.</returns>
    public Dictionary<string, Tensor> Pack(AdamOptimizer optimizer, ArbexNet? average)
    {
        double[] counters = [Epoch, Step, Best, Plateau.Factor, Plateau.Best, Plateau.Worse, .. Sums.ToNumbers()];
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            [MeanKey] = optimizer.Mean,
            [VarianceKey] = optimizer.Variance,
            [CounterKey] = tensor(counters),
        };
        foreach (var (name, value) in average?.state_dict() ?? [])
        {
            tensors.Add(Checkpoint.AveragePrefix + name, value);
        }

        return tensors;
    }

    /// <summary>Frees what <see cref="Pack"/> made.</summary>
    public static void Release(Dictionary<string, Tensor> packed) => packed[CounterKey].Dispose();

    /// <summary>Puts a packed state back.</summary>
    /// <exception cref="CheckpointException">The file has no such state, or one of other sizes.</exception>
    public static TrainingState Unpack(
        string path, IReadOnlyDictionary<string, Tensor> tensors, AdamOptimizer optimizer, ArbexNet? average)
    {
        if (!tensors.TryGetValue(MeanKey, out var mean) || !tensors.TryGetValue(VarianceKey, out var variance)
            || !tensors.TryGetValue(CounterKey, out var counters))
        {
            throw new CheckpointException(
                $"'{path}' holds weights but no training state, so a run cannot go on from it. Resume from last.safetensors.");
        }

        if (mean.numel() != optimizer.Mean.numel() || variance.numel() != optimizer.Variance.numel()
            || counters.numel() != OwnCounters + EpochSums.Length || counters.dtype != ScalarType.Float64)
        {
            throw new CheckpointException(
                $"'{path}' holds the moments of {mean.numel()} numbers and {counters.numel()} counters; the optimiser trains "
                + $"{optimizer.Mean.numel()} with {OwnCounters + EpochSums.Length}. Resume with the run folder's own "
                + "recipe.json and the version that began the run, or start anew.");
        }

        using (no_grad())
        {
            optimizer.Mean.copy_(mean);
            optimizer.Variance.copy_(variance);
        }

        if (average is not null)
        {
            Checkpoint.Fill(path, average, Checkpoint.Averaged(tensors));
        }

        var values = counters.data<double>().ToArray();
        optimizer.Steps = (long)values[1];
        return new TrainingState(
            (int)values[0], (long)values[1], values[2], new Plateau(values[3], values[4], values[5]),
            EpochSums.FromNumbers(values.AsSpan(OwnCounters)));
    }
}
