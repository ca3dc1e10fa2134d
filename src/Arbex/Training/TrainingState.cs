using System.Globalization;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>What a run must remember beyond the weights to go on as if it had never stopped.</summary>
internal static class TrainingState
{
    private const string MeanKey = "training.optimizer.mean";
    private const string VarianceKey = "training.optimizer.variance";
    private const string AverageKey = "training.average.";
    private const int CounterCount = 5;
    internal const string CounterKey = "training.counters";

    /// <summary>The state as tensors: the optimiser's moments, the averaged weights, the counters.</summary>
    public static Dictionary<string, Tensor> Pack(AdamOptimizer optimizer, ArbexNet? average, Counters counters)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            [MeanKey] = optimizer.Mean,
            [VarianceKey] = optimizer.Variance,
            [CounterKey] = tensor(
                new[] { counters.Epoch, counters.Step, counters.BestAccuracy, counters.Seconds, optimizer.Steps }),
        };
        foreach (var (name, value) in average?.state_dict() ?? [])
        {
            tensors.Add(AverageKey + name, value);
        }

        return tensors;
    }

    /// <summary>Puts a packed state back.</summary>
    public static Counters Unpack(
        string path, IReadOnlyDictionary<string, Tensor> tensors, AdamOptimizer optimizer, ArbexNet? average)
    {
        if (!tensors.TryGetValue(MeanKey, out var mean) || !tensors.TryGetValue(VarianceKey, out var variance)
            || !tensors.TryGetValue(CounterKey, out var counters))
        {
            throw new Checkpoints.CheckpointException(
                $"'{path}' holds weights but no training state, so a run cannot go on from it. Resume from last.safetensors.");
        }

        if (mean.numel() != optimizer.Mean.numel() || variance.numel() != optimizer.Variance.numel()
            || counters.numel() != CounterCount)
        {
            throw new Checkpoints.CheckpointException(
                $"'{path}' holds the moments of {mean.numel()} numbers, the optimiser trains {optimizer.Mean.numel()}. Resume "
                + "with the run folder's own recipe.json.");
        }

        optimizer.Mean.copy_(mean);
        optimizer.Variance.copy_(variance);
        if (average is not null)
        {
            Checkpoints.Checkpoint.Fill(path, average, tensors
                .Where(pair => pair.Key.StartsWith(AverageKey, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[AverageKey.Length..], pair => pair.Value, StringComparer.Ordinal));
        }

        var values = counters.data<double>().ToArray();
        optimizer.Steps = (long)values[4];
        return new Counters(values[0], values[1], values[2], values[3]);
    }

    /// <summary>Epochs and steps done, best validation accuracy so far, seconds trained.</summary>
    public readonly record struct Counters(double Epoch, double Step, double BestAccuracy, double Seconds)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"epoch {Epoch}, step {Step}, best {BestAccuracy:p2}");
    }
}
