using Arbex.Imaging;

namespace Arbex.Inference.Faces;

/// <summary>RetinaFace with a MobileNet of a quarter of the width.</summary>
/// <threadsafety>Any number of threads may call <see cref="Detect"/> at once; disposing waits for them.</threadsafety>
public sealed class RetinaFaceDetector : IFaceDetector
{
    private readonly DetectorNetwork _network;

    /// <summary>Opens a model file.</summary>
    /// <param name="path">An ONNX file with an input of any size, or of one.</param>
    /// <param name="options">What counts as a face; null for the defaults.</param>
    /// <exception cref="ArbexException">The file is none of this detector, or a value of the options is out of its
    /// range.</exception>
    public RetinaFaceDetector(string path, FaceDetectorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _network = new DetectorNetwork(
            DetectorFile.Read(path), path, [new RetinaFaceLayout()], options ?? new FaceDetectorOptions());
    }

    /// <summary>Takes an opened model.</summary>
    internal RetinaFaceDetector(DetectorNetwork network) => _network = network;

    /// <inheritdoc/>
    public string Name => _network.Name;

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image, CancellationToken cancellation = default) =>
        _network.Detect(image, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
