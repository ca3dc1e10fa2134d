using Arbex.Cli.Options;
using Arbex.Cli.Train;

namespace Arbex.Cli.Demo;

/// <summary>What the user wants different in the demo.</summary>
internal sealed record DemoRequest
{
    public required string Output { get; init; }

    public RecipeRequest Recipe { get; init; } = new();

    /// <summary>A file with the generator's settings; null for the demo's own.</summary>
    public string? Faces { get; init; }

    public ComputeRequest Compute { get; init; } = new();
}
