using System.Text.Json;
using Arbex.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Checkpoints;

/// <summary>A network's weights with everything needed to use them: one safetensors file, no pickle.</summary>
public static class Checkpoint
{
    /// <summary>What the names of averaged weights begin with in a checkpoint that a run goes on from.</summary>
    internal const string AveragePrefix = "training.average.";

    private const string InfoKey = "arbex";

    /// <summary>Writes a checkpoint atomically: a reader finds the old file or the new one.</summary>
    /// <param name="path">The file, by custom <c>*.safetensors</c>.</param>
    /// <param name="network">The weights.</param>
    /// <param name="info">What to keep beside them.</param>
    /// <param name="extra">Further tensors, such as the optimiser's state; names outside the network's.</param>
    public static void Write(
        string path, ArbexNet network, CheckpointInfo info, IReadOnlyDictionary<string, Tensor>? extra = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var tensors = new Dictionary<string, Tensor>(network.state_dict(), StringComparer.Ordinal);
        foreach (var (name, tensor) in extra ?? new Dictionary<string, Tensor>())
        {
            tensors.Add(name, tensor);
        }

        SafeTensors.Write(path, tensors, new Dictionary<string, string>
        {
            [InfoKey] = JsonSerializer.Serialize(info, ArbexJson.OneLine),
        });
    }

    /// <summary>Reads what a checkpoint knows of itself, without its weights and without libtorch.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">The file is missing, damaged, or no checkpoint of this program.</exception>
    public static CheckpointInfo ReadInfo(string path) => ParseInfo(path, SafeTensors.ReadMetadata(path));

    /// <summary>Whether a safetensors file's texts are those of a checkpoint of this program.</summary>
    internal static bool IsCheckpoint(IReadOnlyDictionary<string, string> metadata) => metadata.ContainsKey(InfoKey);

    /// <summary>Builds the network that a checkpoint describes and loads its weights, ready to predict: the averaged ones where its run
    /// averages, since those are what its metrics are of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where to put it; null is the CPU.</param>
    /// <exception cref="CheckpointException">The file is missing, damaged, or its tensors do not fit its options.</exception>
    public static (ArbexNet Network, CheckpointInfo Info) Load(string path, Device? device = null)
    {
        var (tensors, metadata) = SafeTensors.Read(path);
        try
        {
            var info = ParseInfo(path, metadata);
            CheckSize(path, info, tensors);
            var network = new ArbexNet(info.Options, info.Labels.Length);
            try
            {
                var averaged = Averaged(tensors);
                Fill(path, network, averaged.Count > 0 ? averaged : tensors);
                if (device is not null && device.type != TorchSharp.DeviceType.CPU)
                {
                    network.to(device);
                }
            }
            catch
            {
                network.Dispose();
                throw;
            }

            network.eval();
            return (network, info);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }
        }
    }

    /// <summary>The averaged weights among a file's tensors, by the network's names; none where its run does not average.</summary>
    internal static Dictionary<string, Tensor> Averaged(IReadOnlyDictionary<string, Tensor> tensors) => tensors
        .Where(pair => pair.Key.StartsWith(AveragePrefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[AveragePrefix.Length..], pair => pair.Value, StringComparer.Ordinal);

    /// <summary>A description of a few words may ask for more memory than there is.</summary>
    private static void CheckSize(string path, CheckpointInfo info, Dictionary<string, Tensor> tensors)
    {
        var (least, held) = (LeastParameters.Of(info.Options, info.Labels.Length), tensors.Values.Sum(tensor => tensor.numel()));
        if (least > held)
        {
            throw new CheckpointException(
                $"'{path}' describes a network of {least} numbers or more and holds {held}. It is damaged, or was written for another "
                + "network. Use a file that arbex train wrote.");
        }
    }

    /// <summary>Copies a file's tensors into a network; every tensor of the network must be there and fit.</summary>
    internal static void Fill(string path, ArbexNet network, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var own = network.state_dict();
        var missing = own.Keys.Where(key => !tensors.ContainsKey(key)).ToArray();
        if (missing.Length > 0)
        {
            throw new CheckpointException(
                $"'{path}' lacks {missing.Length} of the network's {own.Count} tensors, the first is '{missing[0]}'. It was "
                + "written for another network. Use the checkpoint's own preset and recipe, or train again.");
        }

        using var noGradient = no_grad();
        foreach (var (key, target) in own)
        {
            var source = tensors[key];
            if (!source.shape.SequenceEqual(target.shape))
            {
                throw new CheckpointException(
                    $"'{path}': tensor '{key}' has shape [{string.Join(", ", source.shape)}], the network expects "
                    + $"[{string.Join(", ", target.shape)}]. Use the checkpoint's own preset and recipe, or train again.");
            }

            using var scope = NewDisposeScope();
            target.copy_(source);
        }
    }

    internal static CheckpointInfo ParseInfo(string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(InfoKey, out var json))
        {
            throw new CheckpointException(
                $"'{path}' is a safetensors file of another program: it has no '{InfoKey}' entry with labels, "
                + "preprocessing and options. Expected a checkpoint written by arbex train.");
        }

        try
        {
            var info = JsonSerializer.Deserialize<CheckpointInfo>(json, ArbexJson.Options)
                ?? throw new JsonException("the description is null");
            if (info.Format > CheckpointInfo.CurrentFormat)
            {
                throw new CheckpointException(
                    $"'{path}' has format {info.Format}; this version reads up to {CheckpointInfo.CurrentFormat}. Update Arbex.");
            }

            OptionCheck.Given(info.Labels, "labels");
            OptionCheck.Given(info.Options, "options");
            OptionCheck.Given(info.Preprocessing, "preprocessing");
            OptionCheck.Given(info.Metrics, "metrics");
            OptionCheck.Given(info.Versions, "versions");
            info.Recipe?.Validated();
            OptionCheck.That(
                info.Labels.Distinct(StringComparer.Ordinal).Count() == info.Labels.Length && !info.Labels.Any(string.IsNullOrEmpty),
                $"labels are {string.Join(", ", info.Labels)}. Expected names that differ.");
            info.Options.Validated(info.Labels.Length);
            info.Preprocessing.Validated();
            return info;
        }
        catch (Exception unfit) when (unfit is JsonException or NotSupportedException or InvalidOperationException
            or (ArbexException and not CheckpointException))
        {
            throw new CheckpointException(
                $"'{path}' describes itself in a way that this version cannot read: {unfit.Message} Train it again, or use "
                + "the version that wrote it.", unfit);
        }
    }
}
