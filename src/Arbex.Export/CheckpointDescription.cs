using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Inference;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Export;

/// <summary>What a checkpoint knows of itself in the words of a model file.</summary>
internal static class CheckpointDescription
{
    private const string Nothing = "nothing";

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
        SelectedOn = info.SelectedOn?.ToString() ?? Nothing,
        Versions = info.Versions,
        Options = JsonSerializer.SerializeToElement(info.Options, ArbexJson.OneLine),
        Recipe = info.Recipe is null ? null : JsonSerializer.SerializeToElement(info.Recipe, ArbexJson.OneLine),
    };

    /// <summary>The way back: what a checkpoint would say of a model file.</summary>
    /// <param name="description">The file's.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="ExportException">Its options or its recipe are of another version.</exception>
    public static CheckpointInfo InfoOf(ModelDescription description, string path)
    {
        try
        {
            var recipe = description.Recipe?.Deserialize<Recipe>(ArbexJson.Options)?.Validated();
            return new CheckpointInfo
            {
                Labels = description.Labels,
                Preprocessing = description.Preprocessing,
                TrainedOn = description.TrainedOn,
                SelectedOn = SelectedOn(description, recipe),
                Epoch = description.Epoch,
                Metrics = description.Metrics,
                Versions = description.Versions,
                Options = description.Options?.Deserialize<ArbexOptions>(ArbexJson.Options)
                    ?? throw new JsonException("there are no options of the network."),
                Recipe = recipe,
            };
        }
        catch (Exception unfit) when (unfit is JsonException or ArbexException)
        {
            throw new ExportException(
                $"What '{path}' says of its network and its training cannot be read: {unfit.Message} Expected a file of this "
                + "version. Export the checkpoint again with 'arbex export'.", unfit);
        }
    }

    /// <summary>Files of before do not say: there what wrote the metrics chose.</summary>
    private static DataSplit? SelectedOn(ModelDescription description, Recipe? recipe) => description.SelectedOn is { } said
        ? Enum.TryParse<DataSplit>(said, ignoreCase: true, out var part) ? part : null
        : description.Metrics.IsEmpty ? null : recipe?.Data.SelectOn;
}
