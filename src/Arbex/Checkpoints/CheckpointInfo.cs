using System.Collections.Immutable;
using System.Reflection;
using Arbex.Data;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Checkpoints;

/// <summary>What a checkpoint knows of itself: a checkpoint without it would be half of one.</summary>
public sealed record CheckpointInfo
{
    /// <summary>Version of this description; a reader refuses a later one.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the description in this file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Names of the classes, position = index.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>How a picture becomes the network's input.</summary>
    public required FacePreprocessing Preprocessing { get; init; }

    /// <summary>All sizes of the network.</summary>
    public required ArbexOptions Options { get; init; }

    /// <summary>The recipe that trained it, resolved; null for imported weights.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>What it was trained on, such as "FER+ (majority)".</summary>
    public string? TrainedOn { get; init; }

    /// <summary>The part of that data whose accuracy chose this epoch; null where nothing chose.</summary>
    public DataSplit? SelectedOn { get; init; }

    /// <summary>
    /// Tensors that an import found in no file, so that they stand as they start; 0 for a trained network.
    /// </summary>
    public int MissingTensors { get; init; }

    /// <summary>Completed epochs.</summary>
    public int Epoch { get; init; }

    /// <summary>Metrics on the validation split, by name, such as "final.accuracy".</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Versions of what wrote it.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = CurrentVersions;

    /// <summary>Versions of this library, TorchSharp and .NET.</summary>
    public static ImmutableSortedDictionary<string, string> CurrentVersions { get; } =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("arbex", VersionOf(typeof(CheckpointInfo))),
            KeyValuePair.Create("torchSharp", VersionOf(typeof(TorchSharp.torch))),
            KeyValuePair.Create("runtime", Environment.Version.ToString()),
        ]);

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? type.Assembly.GetName().Version?.ToString() ?? "unknown";
}
