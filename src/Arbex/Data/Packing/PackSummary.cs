using System.Collections.Immutable;

namespace Arbex.Data.Packing;

/// <summary>What was packed.</summary>
public sealed record PackSummary
{
    /// <summary>Samples in the pack, unreadable ones included.</summary>
    public required int Samples { get; init; }

    /// <summary>Pictures stored with one channel because red, green and blue are equal everywhere.</summary>
    public required int Grey { get; init; }

    /// <summary>A message for each sample whose picture cannot be read; such a sample stays unreadable.</summary>
    public required ImmutableArray<string> Unreadable { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Bytes { get; init; }
}
