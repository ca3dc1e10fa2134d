using System.Collections.Immutable;

namespace Arbex.Cli.Models;

/// <summary>Models and where they are looked up; the document of --json.</summary>
internal sealed record ModelsDocument
{
    /// <summary>The folder that ARBEX_MODELS names; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>Where pulled models are kept.</summary>
    public required string Cache { get; init; }

    public required ImmutableArray<ModelStatus> Models { get; init; }
}
