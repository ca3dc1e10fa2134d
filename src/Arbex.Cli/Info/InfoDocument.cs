using System.Collections.Immutable;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Cli.Info;

/// <summary>What is known of a network; the document of --json. What a preset does not have is null.</summary>
internal sealed record InfoDocument
{
    public string? Preset { get; init; }

    /// <summary>The checkpoint's file.</summary>
    public string? Model { get; init; }

    public required long Parameters { get; init; }

    /// <summary>Multiplications with addition for one picture.</summary>
    public required long MultiplyAdds { get; init; }

    public required int InputSize { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    public required ArbexOptions Options { get; init; }

    public FacePreprocessing? Preprocessing { get; init; }

    public string? TrainedOn { get; init; }

    /// <summary>Completed epochs.</summary>
    public int? Epoch { get; init; }

    public ImmutableSortedDictionary<string, double>? Metrics { get; init; }

    public ImmutableSortedDictionary<string, string>? Versions { get; init; }

    public Recipe? Recipe { get; init; }
}
