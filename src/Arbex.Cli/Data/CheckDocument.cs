using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Arbex.Data;
using Arbex.Data.Inspection;

namespace Arbex.Cli.Data;

/// <summary>The document of --json.</summary>
internal sealed record CheckDocument
{
    public required string Dataset { get; init; }

    public required int Samples { get; init; }

    public required PictureSizes Sizes { get; init; }

    /// <summary>The most bits in which hashes of near duplicates differ.</summary>
    public required int Distance { get; init; }

    /// <summary>Findings of each name, zeros included.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>What is odd about labels, names and groups.</summary>
    public required ImmutableArray<string> Oddities { get; init; }

    public required IReadOnlyList<NamedFinding> Findings { get; init; }

    [JsonIgnore]
    public bool IsClean => Oddities.IsEmpty && Findings.Count == 0;
}

/// <summary>A finding with names instead of positions.</summary>
internal sealed record NamedFinding
{
    public required string File { get; init; }

    public required string Finding { get; init; }

    public string? OtherFile { get; init; }

    public required DataSplit Split { get; init; }

    public required string Label { get; init; }

    public DataSplit? OtherSplit { get; init; }

    public string? OtherLabel { get; init; }

    /// <summary>Whether both are of one group, such as two frames of a video.</summary>
    public bool SameGroup { get; init; }

    public required string Detail { get; init; }
}
