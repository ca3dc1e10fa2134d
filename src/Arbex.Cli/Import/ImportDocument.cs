using System.Collections.Immutable;
using Arbex.Checkpoints.Import;

namespace Arbex.Cli.Import;

/// <summary>What an import did; the document of --json.</summary>
internal sealed record ImportDocument
{
    /// <summary>Preset of the network.</summary>
    public required string Preset { get; init; }

    /// <summary>The checkpoint that was written, or null.</summary>
    public string? Output { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>Decides the start of what is missing.</summary>
    public required long Seed { get; init; }

    /// <summary>Parameters that were filled, and that the network has.</summary>
    public required long FilledParameters { get; init; }

    public required long Parameters { get; init; }

    public required ImportReport Report { get; init; }
}
