using Arbex.Imaging;
using Arbex.Inference.Faces;
using Arbex.Inference.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Arbex.Inference.Tests.Docs;

/// <summary>The code of the package's README, so that it compiles; a test compares the two.</summary>
#pragma warning disable CA1303, IDE0059 // read by people, not run
internal static class ReadmeCode
{
    public static void LoadAndRecognize(string modelPath, string picturePath)
    {
        using var recognizer = ExpressionRecognizer.Load(
            modelPath, new RecognizerOptions { MinimumConfidence = 0.6 }, FaceDetectors.Open("yunet", ModelStore.ForUser()));
        foreach (var face in recognizer.Recognize(ImageDecoder.Decode(picturePath)).Faces)
        {
            Console.WriteLine(face.IsAbstained ? "unsure" : $"{face.Expression} {face.Confidence:p0} at {face.Face!.Box}");
        }
    }

    public static void Batches(string modelPath, string[] facePaths)
    {
        using var recognizer = ExpressionRecognizer.Load(modelPath, new RecognizerOptions { BatchSize = 64, Threads = 4 });
        var faces = facePaths.Select(path => ImageDecoder.Decode(path)).ToArray();
        foreach (var (path, answer) in facePaths.Zip(recognizer.RecognizeFaces(faces)))
        {
            Console.WriteLine($"{path}: {answer.Final}");
        }
    }

    public static async Task Streams(
        ExpressionRecognizer recognizer, IAsyncEnumerable<(string Path, ImageBuffer Picture)> pictures,
        CancellationToken cancellation)
    {
        await foreach (var (path, answer) in recognizer.RecognizeAsync(pictures, workers: 4, cancellation))
        {
            Console.WriteLine($"{path}: {answer.Faces.Length} faces");
        }
    }

    public static void Application(IServiceCollection services)
    {
        services.AddArbex("model.onnx", new RecognizerOptions { TargetRisk = 0.05 }, detector: "yunet");
    }

    public static void Abstaining(string modelPath, ImageBuffer face)
    {
        using var recognizer = ExpressionRecognizer.Load(modelPath, new RecognizerOptions { TargetRisk = 0.05 });
        var answer = recognizer.RecognizeFaces([face])[0];
        Console.WriteLine(answer.IsAbstained
            ? $"unsure: {answer.Confidence:p0} is below {recognizer.AbstainsBelow:p0}"
            : $"{answer.Expression}, measured on {recognizer.Model.Calibration!.MeasuredOn}");
    }

    public static void Detectors(
        ExpressionRecognizer recognizer, IFaceDetector detector, FaceTracker tracker, ImageBuffer picture)
    {
        var found = detector.Detect(picture);
        var tracked = tracker.Update(found);
        var answers = recognizer.RecognizeDetected(picture, [.. tracked.Select(face => face.Face)]);
        Assert.NotEmpty(answers);
    }

    public static void Untrusted(byte[] upload)
    {
        var picture = ImageDecoder.Decode(upload, "upload.jpg", new DecodeLimits { MaximumPixels = 20_000_000 });
        Assert.NotNull(picture);
    }
}
#pragma warning restore CA1303, IDE0059
