using Arbex.Inference.Models;

namespace Arbex.Inference.Faces;

/// <summary>Opens detectors by name or from a file.</summary>
public static class FaceDetectors
{
    /// <summary>Names to give to <see cref="Open"/>, the best choice first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["yunet", "retinaface", WholePicture.DetectorName];

    /// <summary>Opens a detector.</summary>
    /// <param name="nameOrPath">A name of the catalogue, "whole" for <see cref="WholePicture"/>, or the path of an ONNX
    /// file whose kind is told by its outputs.</param>
    /// <param name="store">Where models are looked up.</param>
    /// <param name="options">What counts as a face; null for the defaults.</param>
    /// <exception cref="ArbexException">There is no such detector, it has not been pulled (the message says how to), or its
    /// file is none.</exception>
    public static IFaceDetector Open(string nameOrPath, ModelStore store, FaceDetectorOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>Opens the first detector of the catalogue that this machine has.</summary>
    /// <param name="store">Where models are looked up.</param>
    /// <param name="options">What counts as a face; null for the defaults.</param>
    /// <exception cref="ArbexException">It has none; the message says how to get one, and how to do without.</exception>
    public static IFaceDetector OpenAny(ModelStore store, FaceDetectorOptions? options = null) =>
        throw new NotImplementedException();
}
