namespace Arbex.Inference.Faces;

/// <summary>When faces of two frames are the same face.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record FaceTrackerOptions
{
    /// <summary>Least overlap (shared area over joint area) of the boxes, in [0, 1].</summary>
    /// <value>The default value is 0.2.</value>
    public double MinimumOverlap { get; init; } = 0.2;

    /// <summary>Boxes that overlap less are the same face if their centres are at most so many mean widths of the two
    /// apart and their sizes differ by a factor of at most 2; at least 0.</summary>
    /// <value>The default value is 0.6.</value>
    public double MaximumShift { get; init; } = 0.6;

    /// <summary>Frames that a face may be gone and keep its number; at least 0.</summary>
    /// <value>The default value is 15: half a second of common video.</value>
    public int LongestGap { get; init; } = 15;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public FaceTrackerOptions Validated()
    {
        if (MinimumOverlap is not (>= 0 and <= 1))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"MinimumOverlap is {MinimumOverlap}. Expected 0 to 1; the usual value is 0.2."));
        }

        if (MaximumShift is not (>= 0 and <= 100))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"MaximumShift is {MaximumShift}. Expected 0 to 100 widths of a face; the usual value is 0.6."));
        }

        if (LongestGap < 0)
        {
            throw new ArbexException($"LongestGap is {LongestGap}. Expected at least 0 frames; the usual value is 15.");
        }

        return this;
    }
}
