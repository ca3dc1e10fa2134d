using Arbex.Imaging;

namespace Arbex.Inference.Faces;

/// <summary>Takes every picture for one face; for faces that are cut out already. Needs no model.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class WholePicture : IFaceDetector
{
    /// <summary>What <see cref="Name"/> says.</summary>
    public const string DetectorName = "whole";

    /// <inheritdoc/>
    public string Name => DetectorName;

    /// <summary>Gives the whole picture as one face of score 1 without landmarks.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return [new DetectedFace(new FaceBox(0, 0, image.Width, image.Height), Score: 1) { IsCropped = true }];
    }

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
