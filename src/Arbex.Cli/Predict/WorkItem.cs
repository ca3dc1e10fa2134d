using Arbex.Imaging;

namespace Arbex.Cli.Predict;

/// <summary>A picture or frame to be looked at.</summary>
internal sealed record WorkItem
{
    public required string File { get; init; }

    /// <summary>The clip that it is a frame of; null for a picture.</summary>
    public Clip? Clip { get; init; }

    public long? Frame { get; init; }

    public double? Seconds { get; init; }

    /// <summary>Gives the pixels, on any thread.</summary>
    public Func<ImageBuffer>? Load { get; init; }

    /// <summary>Memory that it takes until its answer is handed out.</summary>
    public long Bytes { get; init; }

    /// <summary>Why there are none; at the end of a clip, what is wrong with it.</summary>
    public string? Error { get; init; }

    /// <summary>Where to draw the answer; null for nowhere.</summary>
    public string? Annotated { get; init; }

    /// <summary>Whether the clip ends with it; such an item has no pixels.</summary>
    public bool EndsClip { get; init; }
}

/// <summary>What was seen on a picture or frame.</summary>
/// <param name="Item">The picture or frame.</param>
/// <param name="Answer">The answer, without numbers of faces.</param>
/// <param name="Picture">Its pixels where they are still needed; otherwise null.</param>
internal sealed record SeenItem(WorkItem Item, PictureAnswer Answer, ImageBuffer? Picture);
