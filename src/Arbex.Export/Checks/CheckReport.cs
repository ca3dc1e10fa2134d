using System.Collections.Immutable;

namespace Arbex.Export.Checks;

/// <summary>A comparison of a file with the network that it was made from; only files that agree have one.</summary>
public sealed record CheckReport
{
    /// <summary>Random inputs compared; none in int8, whose ranges are those of faces.</summary>
    public required int RandomInputs { get; init; }

    /// <summary>Faces compared.</summary>
    public required int Faces { get; init; }

    /// <summary>Inputs on which another class came first, in float32 and float16 all of them ties within the tolerance.</summary>
    public required int OtherAnswers { get; init; }

    /// <summary>The differences, output by output.</summary>
    public required ImmutableArray<OutputDifference> Outputs { get; init; }
}
