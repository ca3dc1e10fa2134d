using System.Collections.Immutable;

namespace Arbex.Checkpoints.Import;

/// <summary>What an import filled, what it did not take, and what is missing.</summary>
public sealed record ImportReport
{
    /// <summary>The files, as given.</summary>
    public required ImmutableArray<ImportedFile> Files { get; init; }

    /// <summary>The parts of the network and how much of each was filled.</summary>
    public required ImmutableArray<ImportedPart> Parts { get; init; }

    /// <summary>The network's tensors that no file filled; they keep what they had.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>What to know before using the weights.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Tensors of the network that were filled.</summary>
    public int Filled => Parts.Sum(part => part.Filled);

    /// <summary>Tensors of the network, without counters of batches.</summary>
    public int Total => Parts.Sum(part => part.Total);

    /// <summary>Whether the network has all it needs.</summary>
    public bool IsComplete => Missing.IsEmpty;
}

/// <summary>One file of an import.</summary>
/// <param name="Path">The file.</param>
/// <param name="Container">Which container it is.</param>
/// <param name="Group">The dict that was taken; empty for the file's own.</param>
/// <param name="Layout">Whose names it has.</param>
/// <param name="Tensors">Tensors in that dict.</param>
/// <param name="Used">How many of them were taken.</param>
/// <param name="Unused">The others, by reason.</param>
/// <param name="OtherGroups">Tensors elsewhere in the file, such as an optimiser's state.</param>
public sealed record ImportedFile(
    string Path, string Container, string Group, string Layout, int Tensors, int Used,
    ImmutableArray<UnusedTensors> Unused, int OtherGroups)
{
    /// <summary>What stands before every name that was taken, such as "model."; empty for nothing.</summary>
    public string Prefix { get; init; } = "";
}

/// <summary>Tensors of a file that were not taken, for one reason.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Names">Their names in the file.</param>
/// <param name="IsExpected">Whether the published network is known to have them without need here.</param>
public sealed record UnusedTensors(string Reason, ImmutableArray<string> Names, bool IsExpected);

/// <summary>A part of the network.</summary>
/// <param name="Name">Such as encoder.image.</param>
/// <param name="Filled">Tensors that were filled.</param>
/// <param name="Total">Tensors that it has, without counters of batches.</param>
public sealed record ImportedPart(string Name, int Filled, int Total);
