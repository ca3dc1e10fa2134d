namespace Arbex.Inference.Faces;

/// <summary>Five points of a face. Right and left are the person's own: the right eye of an upright face is left in the
/// picture.</summary>
/// <param name="RightEye">Centre of the right eye.</param>
/// <param name="LeftEye">Centre of the left eye.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="RightMouth">Right corner of the mouth.</param>
/// <param name="LeftMouth">Left corner of the mouth.</param>
public readonly record struct FaceLandmarks(
    FacePoint RightEye, FacePoint LeftEye, FacePoint Nose, FacePoint RightMouth, FacePoint LeftMouth)
{
    /// <summary>Number of points.</summary>
    public const int Count = 5;

    /// <summary>A point by its place in the order of the constructor.</summary>
    /// <param name="index">0 to 4.</param>
    public FacePoint this[int index] => index switch
    {
        0 => RightEye,
        1 => LeftEye,
        2 => Nose,
        3 => RightMouth,
        4 => LeftMouth,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "Expected 0 to 4."),
    };
}
