using Arbex.Checkpoints;
using Arbex.Data;

namespace Arbex.Evaluation;

/// <summary>How a model was picked, and whether that makes an evaluation too good to be true.</summary>
public sealed record ModelSelection
{
    private const string Validated = ", validated on ";

    /// <summary>One sentence on how the checkpoint came to be chosen.</summary>
    public required string Description { get; init; }

    /// <summary>Why the numbers flatter the model; null where nothing is known that speaks against them.</summary>
    public string? Warning { get; init; }

    /// <summary>Judges a checkpoint against what it is evaluated on.</summary>
    /// <param name="info">What the checkpoint knows of itself.</param>
    /// <param name="dataset">Name of the evaluated dataset, with its label rule.</param>
    /// <param name="split">The evaluated part.</param>
    public static ModelSelection Of(CheckpointInfo info, string dataset, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(dataset);
        return new()
        {
            Description = Describe(info, info.SelectedOn),
            Warning = Warn(info, dataset, split, info.SelectedOn),
        };
    }

    private static string Describe(CheckpointInfo info, DataSplit? selectedOn)
    {
        if (info.TrainedOn is null || info.Recipe is null)
        {
            return "Imported weights: the checkpoint does not know what it was trained and chosen on.";
        }

        var epochs = info.Recipe is { } recipe ? $" of {recipe.Epochs}" : "";
        return selectedOn is { } part
            ? $"Epoch {info.Epoch}{epochs}, the one with the best accuracy on the {Word(part)} part of "
                + $"{Validation(info)}."
            : $"Epoch {info.Epoch}{epochs}; no accuracy decided on it.";
    }

    private static string? Warn(CheckpointInfo info, string dataset, DataSplit split, DataSplit? selectedOn)
    {
        if (info.TrainedOn is not { } trainedOn)
        {
            return null;
        }

        // "FER+ (distribution)" and "FER+ (majority), split random:0.2" hold the same pictures.
        var samePictures = Family(trainedOn) == Family(dataset) || Family(Validation(info)) == Family(dataset);
        if (!samePictures)
        {
            return null;
        }

        if (split == DataSplit.Train)
        {
            return $"The network learnt from the pictures of the train part of {dataset}. These numbers say how well "
                + "it remembers them, not how it does on new faces.";
        }

        if (split == selectedOn && IsHeldOut(dataset) == IsHeldOut(Validation(info)))
        {
            return $"The model was chosen by its accuracy on the {Word(split)} part of {Validation(info)}, and is "
                + "evaluated on the same part. These numbers are too good for new faces. Report a part that chose "
                + "nothing.";
        }

        return Division(dataset) != Division(Validation(info))
            ? $"The model was trained on {trainedOn}, and this evaluation divides the pictures in another way "
                + $"({dataset}). The network may have learnt from the evaluated pictures."
            : null;
    }

    private static string Validation(CheckpointInfo info) =>
        info.TrainedOn!.Split(Validated) is [_, .. var rest] && rest.Length > 0 ? rest[^1] : info.TrainedOn!;

    private static string Family(string name) => name.Split([" (", ", "], StringSplitOptions.None)[0];

    private static string Division(string name) =>
        name.Split(", ").FirstOrDefault(part => part.StartsWith("split ", StringComparison.Ordinal)) ?? "";

    /// <summary>Whether the valid part is training samples that were held out, and not the data's own part.</summary>
    private static bool IsHeldOut(string name) => name.Contains(" held out (seed ", StringComparison.Ordinal);

    private static string Word(DataSplit split) => split.ToString().ToLowerInvariant();
}
