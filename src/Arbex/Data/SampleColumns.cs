using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>The arrays behind a <see cref="SampleIndex"/>; S samples, one entry each unless said otherwise.</summary>
internal sealed record SampleColumns
{
    /// <summary>The part.</summary>
    public required DataSplit[] Splits { get; init; }

    /// <summary>Position in <see cref="DistinctDistributions"/>.</summary>
    public required int[] Distributions { get; init; }

    /// <summary>Position in <see cref="GroupNames"/>, or -1 where the sample is its own group.</summary>
    public required int[] Groups { get; init; }

    /// <summary>Position in <see cref="FolderNames"/>: the id up to its last slash.</summary>
    public required int[] Folders { get; init; }

    /// <summary>Start of the id's last part in <see cref="Names"/>; S + 1 entries, the last is the end.</summary>
    public required int[] NameStarts { get; init; }

    /// <summary>UTF-8 bytes of the ids' last parts, one after another.</summary>
    public required byte[] Names { get; init; }

    /// <summary>Each folder once.</summary>
    public required string[] FolderNames { get; init; }

    /// <summary>Each group once.</summary>
    public required string[] GroupNames { get; init; }

    /// <summary>Each label distribution once, [N] each.</summary>
    public required ImmutableArray<float>[] DistinctDistributions { get; init; }

    /// <summary>The most probable class of each distinct distribution.</summary>
    public required int[] Labels { get; init; }
}
