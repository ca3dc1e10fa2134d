namespace Arbex.Inference.Faces;

/// <summary>How a face is cut out of its picture for recognition.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record FaceCropOptions
{
    /// <summary>Whether the face is turned upright.</summary>
    /// <value>The default value is <see cref="FaceCropKind.Aligned"/>.</value>
    public FaceCropKind Kind { get; init; } = FaceCropKind.Aligned;

    /// <summary>Factor on the side of the crop, in [0.25, 4]: above 1 shows more around the face.</summary>
    /// <value>The default value is 1: forehead to chin, as the faces of FER+ are cut.</value>
    public double Margin { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public FaceCropOptions Validated()
    {
        if (!Enum.IsDefined(Kind))
        {
            throw new ArbexException($"Kind is {(int)Kind}. Expected Aligned or Square.");
        }

        if (Margin is not (>= 0.25 and <= 4))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"Margin is {Margin}. Expected 0.25 to 4; the usual value is 1."));
        }

        return this;
    }
}

/// <summary>Which square is cut out.</summary>
public enum FaceCropKind
{
    /// <summary>Turned, scaled and shifted so that the five points come to lie where they usually do; faces without
    /// points are cut as <see cref="Square"/>.</summary>
    Aligned,

    /// <summary>The square around the box, with sides along the picture's.</summary>
    Square,
}
