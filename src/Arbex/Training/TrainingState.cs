using System.Globalization;
using Arbex.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>What a run must remember beyond the weights to go on as if it had never stopped.</summary>
internal static class TrainingState
{
    private const string OptimizerKey = "training.optimizer";
    private const string AverageKey = "training.average.";
    private const string CounterKey = "training.counters";

    /// <summary>The state as tensors: the optimiser's own bytes, the averaged weights, three counters.</summary>
    public static Dictionary<string, Tensor> Pack(OptimizerHelper optimizer, ArbexNet? average, Counters counters)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            optimizer.save_state_dict(writer);
        }

        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            [OptimizerKey] = tensor(memory.ToArray(), ScalarType.Byte),
            [CounterKey] = tensor(new[] { counters.Epoch, counters.Step, counters.BestAccuracy, counters.Seconds }),
        };
        foreach (var (name, value) in average?.state_dict() ?? [])
        {
            tensors.Add(AverageKey + name, value);
        }

        return tensors;
    }

    /// <summary>Puts a packed state back.</summary>
    public static Counters Unpack(
        string path, IReadOnlyDictionary<string, Tensor> tensors, OptimizerHelper optimizer, ArbexNet? average)
    {
        if (!tensors.TryGetValue(OptimizerKey, out var state) || !tensors.TryGetValue(CounterKey, out var counters))
        {
            throw new Checkpoints.CheckpointException(
                $"'{path}' holds weights but no training state, so a run cannot go on from it. Resume from last.safetensors.");
        }

        using (var reader = new BinaryReader(new MemoryStream(state.bytes.ToArray())))
        {
            optimizer.load_state_dict(reader);
        }

        if (average is not null)
        {
            Checkpoints.Checkpoint.Fill(path, average, tensors
                .Where(pair => pair.Key.StartsWith(AverageKey, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[AverageKey.Length..], pair => pair.Value, StringComparer.Ordinal));
        }

        var values = counters.data<double>().ToArray();
        return new Counters(values[0], values[1], values[2], values[3]);
    }

    /// <summary>Epochs and steps done, best validation accuracy so far, seconds trained.</summary>
    public readonly record struct Counters(double Epoch, double Step, double BestAccuracy, double Seconds)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"epoch {Epoch}, step {Step}, best {BestAccuracy:p2}");
    }
}
