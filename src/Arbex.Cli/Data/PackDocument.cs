using System.Collections.Immutable;

namespace Arbex.Cli.Data;

/// <summary>The document of --json.</summary>
internal sealed record PackDocument
{
    public required string Dataset { get; init; }

    public required string Output { get; init; }

    public required int Samples { get; init; }

    /// <summary>Pictures stored with one channel.</summary>
    public required int Grey { get; init; }

    public required long Bytes { get; init; }

    /// <summary>A message for each picture that cannot be read.</summary>
    public required ImmutableArray<string> Unreadable { get; init; }
}
