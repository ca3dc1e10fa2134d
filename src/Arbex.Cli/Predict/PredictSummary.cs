using System.Collections.Immutable;

namespace Arbex.Cli.Predict;

/// <summary>What a run came to. Answers themselves are handed on one by one and not kept.</summary>
internal sealed record PredictSummary
{
    /// <summary>Pictures and frames with an answer.</summary>
    public required long Answered { get; init; }

    /// <summary>Pictures, frames and clips that could not be read.</summary>
    public required long Unreadable { get; init; }

    public required long Faces { get; init; }

    /// <summary>Inputs that an earlier run had answered.</summary>
    public required long Skipped { get; init; }

    /// <summary>What was in each clip, in words.</summary>
    public required ImmutableArray<string> Clips { get; init; }

    /// <summary>What folders and patterns hold besides pictures and clips.</summary>
    public LeftOutFiles LeftOut { get; init; } = new();
}
