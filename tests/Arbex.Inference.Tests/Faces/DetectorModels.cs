using System.Collections.Concurrent;
using Arbex.Imaging;
using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Faces;

/// <summary>Real detectors and pictures; tests that need one are skipped where it is absent.</summary>
internal static class DetectorModels
{
    private static readonly ConcurrentDictionary<string, ImageBuffer> Pictures = new();

    public static string YuNetOrSkip() => SharedData.FileOrSkip("models/face_detection_yunet_2023mar.onnx");

    public static string DynamicYuNetOrSkip() => SharedData.FileOrSkip("models/face_detection_yunet_dynamic.onnx");

    public static string RetinaFaceOrSkip()
    {
        var path = ModelStore.ForUser().Find(ModelCatalog.Find("retinaface"));
        Assert.SkipWhen(path is null, "RetinaFace is not on this machine; run 'arbex models pull retinaface'.");
        return path;
    }

    /// <summary>A picture that is decoded once for all tests; none of them may change it.</summary>
    public static ImageBuffer PictureOrSkip(string name) =>
        Pictures.GetOrAdd(name, static name => ImageDecoder.Decode(SharedData.FileOrSkip($"media/{name}")));
}
