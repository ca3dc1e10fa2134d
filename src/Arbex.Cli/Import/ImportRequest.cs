using Arbex.Cli.Train;

namespace Arbex.Cli.Import;

/// <summary>Which files to fill which network with.</summary>
internal sealed record ImportRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The network's sizes and the seed of what no file fills.</summary>
    public required RecipeRequest Recipe { get; init; }

    /// <summary>The classes as --labels says them; null where they were not given.</summary>
    public string? Labels { get; init; }

    /// <summary>Where to write the checkpoint; null for none.</summary>
    public string? Output { get; init; }
}
