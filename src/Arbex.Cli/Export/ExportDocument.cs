using System.Collections.Immutable;
using Arbex.Export.Checks;
using Arbex.Inference;

namespace Arbex.Cli.Export;

/// <summary>What an export wrote; the document of --json.</summary>
internal sealed record ExportDocument
{
    /// <summary>The checkpoint.</summary>
    public required string Model { get; init; }

    /// <summary>The file that was written.</summary>
    public required string Output { get; init; }

    public required long Bytes { get; init; }

    public required ModelPrecision Precision { get; init; }

    /// <summary>Numbers in the network's parameters, and in the file.</summary>
    public required long Parameters { get; init; }

    public required long Numbers { get; init; }

    /// <summary>Operators by name, with how many there are of each.</summary>
    public required ImmutableSortedDictionary<string, int> Operators { get; init; }

    /// <summary>Where the compared faces are from; null where random input alone was compared.</summary>
    public string? ComparedOn { get; init; }

    public required CheckReport Check { get; init; }
}
