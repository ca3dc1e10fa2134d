using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arbex.Checkpoints;
using Arbex.Networks;

namespace Arbex.Training;

/// <summary>What ran, where and on what: run.json beside the recipe, so that a number can be traced.</summary>
public sealed record RunDescription
{
    /// <summary>Versions of this library (with its commit), TorchSharp and .NET.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = CheckpointInfo.CurrentVersions;

    /// <summary>Operating system and processor architecture.</summary>
    public string Machine { get; init; } =
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors";

    /// <summary>Device by name.</summary>
    public required string Device { get; init; }

    /// <summary>Threads of libtorch; 0 where it chose itself. Another number may change the last digits.</summary>
    public required int Threads { get; init; }

    /// <summary>In what numbers the encoder computed: the recipe's, or float32 where the device lacks them.</summary>
    /// <value>The default value is null: not known.</value>
    public ComputePrecision? Precision { get; init; }

    /// <summary>The dataset with its label rule.</summary>
    public required string Dataset { get; init; }

    /// <summary>Samples of each split.</summary>
    public required ImmutableSortedDictionary<string, int> Samples { get; init; }

    /// <summary>Their <see cref="Data.SampleFingerprint"/>.</summary>
    /// <value>The default value is null: not known.</value>
    public string? SamplesHash { get; init; }

    /// <summary>What chooses the best epoch: the dataset's own part, training samples that were held out (how many and
    /// by which seed), or nothing.</summary>
    public string? Selection { get; init; }

    /// <summary>The files of weights that it started from.</summary>
    /// <value>The default value is empty: everything started at random.</value>
    public ImmutableArray<StartingFile> Weights { get; init; } = [];

    /// <summary>The checkpoints that it learnt from beside the labels.</summary>
    /// <value>The default value is empty: it had no teacher.</value>
    public ImmutableArray<StartingFile> Teachers { get; init; } = [];

    /// <summary>Whether every entry that must be there is: a file may name one and say null.</summary>
    internal bool IsWhole =>
        Versions is not null && Machine is not null && Device is not null && Dataset is not null && Samples is not null
        && !Weights.IsDefault && Weights.All(file => file is { File: not null, Sha256: not null })
        && !Teachers.IsDefault && Teachers.All(file => file is { File: not null, Sha256: not null });

    /// <summary>Seed of everything random.</summary>
    public required long Seed { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }
}
