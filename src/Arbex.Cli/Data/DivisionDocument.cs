using System.Collections.Immutable;

namespace Arbex.Cli.Data;

/// <summary>The document of --json.</summary>
internal sealed record DivisionDocument
{
    public required string Dataset { get; init; }

    public required string Plan { get; init; }

    public required long Seed { get; init; }

    public required string Output { get; init; }

    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Samples of each class, by part.</summary>
    public required IReadOnlyDictionary<string, int[]> Parts { get; init; }

    public required int StraddlingGroups { get; init; }
}
