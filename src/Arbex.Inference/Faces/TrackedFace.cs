namespace Arbex.Inference.Faces;

/// <summary>A face of one frame with the number that it keeps from frame to frame.</summary>
/// <param name="Id">From 1 on, in order of appearance; never used again for another face.</param>
/// <param name="Face">The face in this frame.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record TrackedFace(int Id, DetectedFace Face);
