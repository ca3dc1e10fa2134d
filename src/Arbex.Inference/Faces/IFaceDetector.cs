using Arbex.Imaging;

namespace Arbex.Inference.Faces;

/// <summary>Finds the faces of a picture.</summary>
/// <threadsafety>Any number of threads may call <see cref="Detect"/> at once. A recognizer disposes its detector when no call
/// runs.</threadsafety>
public interface IFaceDetector : IDisposable
{
    /// <summary>Name for people and results, such as "yunet".</summary>
    string Name { get; }

    /// <summary>Finds the faces.</summary>
    /// <param name="image">Any picture, upright; not changed.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <returns>The faces by falling score; empty where there are none.</returns>
    IReadOnlyList<DetectedFace> Detect(ImageBuffer image, CancellationToken cancellation = default);
}
