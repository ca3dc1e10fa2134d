using System.Collections.Immutable;
using Arbex.Cli.Datasets;
using Arbex.Cli.Options;
using Arbex.Cli.Train;

namespace Arbex.Cli.Ablate;

/// <summary>What the user asked for.</summary>
internal sealed record AblateRequest
{
    public required StudyKind Kind { get; init; }

    public required DatasetRequest Dataset { get; init; }

    public required RecipeRequest Recipe { get; init; }

    public required string Output { get; init; }

    public required ImmutableArray<long> Seeds { get; init; }

    public ImmutableArray<int> Anchors { get; init; } = [];

    public ImmutableArray<int> Levels { get; init; } = [];

    public bool PixelNoise { get; init; }

    /// <summary>Files whose encoder every run starts from; none starts at random.</summary>
    public IReadOnlyList<string> Weights { get; init; } = [];

    /// <summary>Checkpoints that runs learn from where their recipe distils.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>Changes of the recipe, one for each row.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>Folders of other studies whose finished runs may stand in.</summary>
    public ImmutableArray<string> Reuse { get; init; } = [];

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();

    public LoadingRequest Loading { get; init; } = new();
}
