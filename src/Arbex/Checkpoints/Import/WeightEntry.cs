using System.Collections.Immutable;

namespace Arbex.Checkpoints.Import;

/// <summary>A tensor in a file of weights, described but not read.</summary>
/// <param name="Name">Its name without the prefixes that training wrappers add.</param>
/// <param name="Type">Such as "float32".</param>
/// <param name="Shape">Its sizes; empty for a single number.</param>
public sealed record WeightEntry(string Name, string Type, ImmutableArray<long> Shape)
{
    /// <summary>Whether its numbers have fractions.</summary>
    public bool IsFloating => Type.Contains("float", StringComparison.Ordinal);

    internal object? Source { get; init; }
}

/// <summary>Tensors that lie in one dict of a file, such as its <c>state_dict</c>.</summary>
/// <param name="Path">Names of the dicts from the outermost inwards, with slashes; empty for the file's own.</param>
/// <param name="Entries">Its tensors in the file's order.</param>
public sealed record WeightGroup(string Path, ImmutableArray<WeightEntry> Entries);
