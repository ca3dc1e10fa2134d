// What each face of a clip showed, and for how long; needs ffmpeg:
//   dotnet run --project samples/03-follow-faces-in-a-clip -- model.onnx clip.mp4 [yunet | retinaface | whole]
using Arbex.Inference;
using Arbex.Inference.Faces;
using Arbex.Inference.Models;
using Arbex.Inference.Video;

if (args.Length < 2)
{
    Console.Error.WriteLine("Expected: model.onnx clip.mp4 [yunet | retinaface | whole]");
    return 2;
}

using var detector = FaceDetectors.Open(
    args.ElementAtOrDefault(2) ?? "yunet", ModelStore.ForUser(), new FaceDetectorOptions { MaximumSide = 320 });
using var recognizer = ExpressionRecognizer.Load(args[0]);
var clip = VideoReader.Describe(args[1]);
var tracker = new FaceTracker();
var seconds = new Dictionary<(int Face, string Expression), double>();
var before = 0.0;
foreach (var frame in VideoReader.Frames(args[1], clip, damage => Console.Error.WriteLine(damage.Message)))
{
    var shown = frame.Index == 0 ? 1 / clip.FramesPerSecond : frame.Seconds - before; // a rate may vary
    before = frame.Seconds;
    var tracked = tracker.Update(detector.Detect(frame.Picture));
    var answers = recognizer.RecognizeDetected(frame.Picture, [.. tracked.Select(face => face.Face)]);
    foreach (var (face, answer) in tracked.Zip(answers))
    {
        seconds[(face.Id, answer.Expression)] = seconds.GetValueOrDefault((face.Id, answer.Expression)) + shown;
    }
}

foreach (var ((face, expression), length) in seconds.OrderBy(entry => entry.Key.Face).ThenByDescending(entry => entry.Value))
{
    Console.WriteLine($"face {face}: {expression} for {length:f1} s");
}

return 0;
