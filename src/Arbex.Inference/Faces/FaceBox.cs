namespace Arbex.Inference.Faces;

/// <summary>A rectangle around a face, in pixels; it may reach beyond the picture's edges.</summary>
/// <param name="Left">Left edge, from the picture's left edge.</param>
/// <param name="Top">Upper edge, from the picture's upper edge.</param>
/// <param name="Width">At least 0.</param>
/// <param name="Height">At least 0.</param>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height)
{
    /// <summary>Right edge.</summary>
    public float Right => Left + Width;

    /// <summary>Lower edge.</summary>
    public float Bottom => Top + Height;

    /// <summary>The middle.</summary>
    public FacePoint Centre => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>Width times height.</summary>
    public float Area => Width * Height;

    /// <summary>Whether the sides are above 0 and all numbers finite; a box of two negative sides has an area above 0, too.</summary>
    internal bool IsUsable =>
        Width > 0 && Height > 0 && float.IsFinite(Area) && float.IsFinite(Right) && float.IsFinite(Bottom)
        && float.IsFinite(Left) && float.IsFinite(Top);

    /// <summary>Area that two rectangles share, divided by the area that they cover together, in [0, 1].</summary>
    /// <param name="other">Another rectangle.</param>
    public float Overlap(FaceBox other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (!(width > 0) || !(height > 0))
        {
            return 0;
        }

        var shared = width * height;
        return Math.Clamp(shared / (Area + other.Area - shared), 0, 1);
    }
}
