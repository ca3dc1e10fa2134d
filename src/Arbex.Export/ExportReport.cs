using System.Collections.Immutable;
using Arbex.Export.Checks;
using Arbex.Export.Quantization;
using Arbex.Inference;

namespace Arbex.Export;

/// <summary>What an export wrote.</summary>
public sealed record ExportReport
{
    /// <summary>Where the file lies.</summary>
    public required string Path { get; init; }

    /// <summary>Its size.</summary>
    public required long Bytes { get; init; }

    /// <summary>Numbers in the network's parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>
    /// Numbers in the file: fewer where norms are folded and layers are dead, more where tables are written out.
    /// </summary>
    public required long Numbers { get; init; }

    /// <summary>Operators by name, with how many there are of each.</summary>
    public required ImmutableSortedDictionary<string, int> Operators { get; init; }

    /// <summary>Convolutions and linear layers that compute on bytes; 0 unless the precision is int8.</summary>
    public required int LayersOnBytes { get; init; }

    /// <summary>What each layer on bytes changes alone, from the one that changes most; empty where that was not asked for.</summary>
    public required ImmutableArray<LayerSensitivity> Sensitivity { get; init; }

    /// <summary>What the file says of itself.</summary>
    public required ModelDescription Description { get; init; }

    /// <summary>How far its answers are from the network's.</summary>
    public required CheckReport Check { get; init; }
}
