namespace Arbex.Inference.Faces;

/// <summary>A face that a detector found.</summary>
/// <param name="Box">Where, in the picture's pixels.</param>
/// <param name="Score">How sure the detector is, in [0, 1].</param>
/// <param name="Landmarks">Five points in the picture's pixels; null where the detector gives none.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record DetectedFace(FaceBox Box, float Score, FaceLandmarks? Landmarks = null)
{
    /// <summary>Whether the box is the face's crop already, as for pictures that hold nothing but a face; crops of it
    /// are the box, whatever their options.</summary>
    public bool IsCropped { get; init; }
}
