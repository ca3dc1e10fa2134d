using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Inference;

namespace Arbex.Export;

/// <summary>What a checkpoint knows of itself in the words of a model file.</summary>
internal static class CheckpointDescription
{
    /// <summary>Makes the description.</summary>
    /// <param name="info">The checkpoint's.</param>
    /// <param name="name">The model's name.</param>
    public static ModelDescription Of(CheckpointInfo info, string name) => new()
    {
        Name = name,
        Labels = info.Labels,
        Preprocessing = info.Preprocessing,
        TrainedOn = info.TrainedOn,
        Epoch = info.Epoch,
        Metrics = info.Metrics,
        Versions = info.Versions,
        Options = JsonSerializer.SerializeToElement(info.Options, ArbexJson.OneLine),
        Recipe = info.Recipe is null ? null : JsonSerializer.SerializeToElement(info.Recipe, ArbexJson.OneLine),
    };
}
