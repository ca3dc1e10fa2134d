using System.Collections.Immutable;
using System.Text.Json;
using Arbex.Imaging;

namespace Arbex.Inference;

/// <summary>
/// What an exported model says of itself: kept as JSON in the file's metadata under <see cref="MetadataKey"/>, so that nothing
/// is needed beside the file.
/// </summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ModelDescription
{
    /// <summary>The metadata entry that holds it.</summary>
    public const string MetadataKey = "arbex";

    /// <summary>Version of this description; a reader refuses a later one.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the description in this file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The model's name, such as "arbex-compact-ferplus".</summary>
    public required string Name { get; init; }

    /// <summary>Names of the classes, position = index in every distribution.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>How a face becomes the network's input.</summary>
    public required FacePreprocessing Preprocessing { get; init; }

    /// <summary>The numbers that its layers compute with.</summary>
    public ModelPrecision Precision { get; init; }

    /// <summary>Terms under which the weights may be used; null where their maker said nothing.</summary>
    public string? Licence { get; init; }

    /// <summary>What it was trained on, such as "FER+ (majority)"; null where unknown.</summary>
    public string? TrainedOn { get; init; }

    /// <summary>Completed epochs of training.</summary>
    public int Epoch { get; init; }

    /// <summary>Metrics on the validation part, by name, such as "final.accuracy".</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The part of the training data whose accuracy chose the epoch, such as "Valid", or "nothing"; null where unknown.</summary>
    public string? SelectedOn { get; init; }

    /// <summary>Versions of what trained and wrote it.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Sizes of the network, as training's options wrote them; for people and for tracing a model back.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>The recipe that trained it; null for imported weights.</summary>
    public JsonElement? Recipe { get; init; }

    /// <summary>How far its confidence can be trusted; null where nothing was measured.</summary>
    public ConfidenceCalibration? Calibration { get; init; }
}

/// <summary>The numbers that a model's layers compute with.</summary>
public enum ModelPrecision
{
    /// <summary>32-bit floating point.</summary>
    Full,

    /// <summary>16-bit floating point; sensitive parts in 32.</summary>
    Half,

    /// <summary>8-bit whole numbers; sensitive parts in 32-bit floating point.</summary>
    Quantized,
}
