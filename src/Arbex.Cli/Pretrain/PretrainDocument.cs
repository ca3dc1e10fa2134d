using System.Collections.Immutable;
using Arbex.Training.Landmarks;

namespace Arbex.Cli.Pretrain;

/// <summary>What came of a pretraining; the document of --json.</summary>
internal sealed record PretrainDocument
{
    /// <summary>The file of weights.</summary>
    public required string Output { get; init; }

    public required string Dataset { get; init; }

    /// <summary>Training faces whose points the teacher said.</summary>
    public required int Faces { get; init; }

    public required ImmutableArray<LandmarkEpoch> Epochs { get; init; }
}
