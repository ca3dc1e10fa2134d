using System.Collections.Immutable;

namespace Arbex.Data.Readers;

/// <summary>One picture of a manifest.</summary>
/// <param name="Id">Path of the picture below the manifest's folder.</param>
/// <param name="Split">The part.</param>
/// <param name="Group">Its group, or null for one of its own.</param>
/// <param name="Label">The class's name, or null where there is a distribution.</param>
/// <param name="Distribution">Probability of each class, [N]; default where there is a name.</param>
internal readonly record struct ManifestRow(
    string Id, DataSplit Split, string? Group, string? Label, ImmutableArray<float> Distribution);
