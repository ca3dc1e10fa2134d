using System.Collections.Immutable;
using Arbex.Inference.Models;

namespace Arbex.Cli.Models;

/// <summary>A model of the catalogue and what this machine has of it; a member of --json.</summary>
internal sealed record ModelStatus
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public required string Licence { get; init; }

    public required string File { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Where it can be fetched from, such as "npm retinaface@0.0.6".</summary>
    public required ImmutableArray<string> Sources { get; init; }

    public required ModelState State { get; init; }

    /// <summary>The file that is used; null where there is none.</summary>
    public string? Path { get; init; }

    /// <summary>SHA-256 of that file; null where its length is wrong already.</summary>
    public string? FoundSha256 { get; init; }

    public static ModelStatus Of(ModelEntry entry, ModelStore store)
    {
        var copy = store.Copies(entry) is [var first, ..] ? first : null;
        return new ModelStatus
        {
            Name = entry.Name,
            Summary = entry.Summary,
            Licence = entry.Licence,
            File = entry.File,
            Bytes = entry.Bytes,
            Sha256 = entry.Sha256,
            Sources = [.. entry.Sources.Select(source => source.ToString()!)],
            State = copy is null ? ModelState.Absent : copy.IsIntact ? ModelState.Ready : ModelState.Damaged,
            Path = copy?.Path,
            FoundSha256 = copy?.Sha256,
        };
    }
}
