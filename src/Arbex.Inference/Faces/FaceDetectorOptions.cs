namespace Arbex.Inference.Faces;

/// <summary>What counts as a face, and how hard a detector looks.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record FaceDetectorOptions
{
    /// <summary>Smallest <see cref="MaximumSide"/>, in pixels.</summary>
    public const int SmallestSide = 64;

    /// <summary>Largest <see cref="MaximumSide"/>, in pixels.</summary>
    public const int LargestSide = 4096;

    /// <summary>Largest <see cref="Threads"/>.</summary>
    public const int MostThreads = 256;

    /// <summary>Least score of a face, in (0, 1]. Lower finds more, and more that is none.</summary>
    /// <value>The default value is null: the detector's own, which is 0.6 for YuNet and 0.85 for RetinaFace, whose
    /// scores are higher throughout.</value>
    public double? MinimumScore { get; init; }

    /// <summary>Of two boxes that overlap by more than this (shared area over joint area), the one with the lower
    /// score is dropped; in (0, 1].</summary>
    /// <value>The default value is 0.3.</value>
    public double MaximumOverlap { get; init; } = 0.3;

    /// <summary>Least shorter side of a face's box, in pixels of the picture; at least 0.</summary>
    /// <value>The default value is 16.</value>
    public int MinimumSize { get; init; } = 16;

    /// <summary>Least shorter side of a face's box as a share of the picture's shorter side, in [0, 1]. The larger of
    /// the two minima holds.</summary>
    /// <value>The default value is 0.</value>
    public double MinimumShare { get; init; }

    /// <summary>The picture's longer side as the detector sees it, in pixels, in [64, 4096]: larger pictures are
    /// shrunk to it. 640 finds faces from a fiftieth of the picture's width on; 320 takes about a third of the time and
    /// suits clips with few, near faces. A model file with an input of fixed size sees at most that size.</summary>
    /// <value>The default value is 640.</value>
    public int MaximumSide { get; init; } = 640;

    /// <summary>Threads that one detection computes on, in [1, 256].</summary>
    /// <value>The default value is 1: whoever needs more speed calls from several threads.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public FaceDetectorOptions Validated()
    {
        Check(
            MinimumScore is null or (> 0 and <= 1), nameof(MinimumScore), MinimumScore, "above 0 and at most 1",
            "0.6");
        Check(MaximumOverlap is > 0 and <= 1, nameof(MaximumOverlap), MaximumOverlap, "above 0 and at most 1", "0.3");
        Check(MinimumSize >= 0, nameof(MinimumSize), MinimumSize, "at least 0 pixels", "16");
        Check(MinimumShare is >= 0 and <= 1, nameof(MinimumShare), MinimumShare, "0 to 1", "0");
        Check(
            MaximumSide is >= SmallestSide and <= LargestSide, nameof(MaximumSide), MaximumSide,
            $"{SmallestSide} to {LargestSide} pixels", "640");
        Check(Threads is >= 1 and <= MostThreads, nameof(Threads), Threads, $"1 to {MostThreads}", "1");
        return this;
    }

    private static void Check(bool holds, string name, IFormattable? value, string expected, string usual)
    {
        if (!holds)
        {
            throw new ArbexException(FormattableString.Invariant(
                $"{name} is {value}. Expected {expected}; the usual value is {usual}."));
        }
    }
}
