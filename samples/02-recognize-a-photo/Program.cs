// The faces of a photo with their expressions, from one model file and without libtorch:
//   dotnet run --project samples/02-recognize-a-photo -- model.onnx photo.jpg [yunet | retinaface | whole]
// 'arbex export' writes the model, 'arbex models pull yunet' fetches the detector.
using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Inference.Faces;
using Arbex.Inference.Models;

if (args.Length < 2)
{
    Console.Error.WriteLine("Expected: model.onnx photo.jpg [yunet | retinaface | whole]");
    return 2;
}

using var recognizer = ExpressionRecognizer.Load(
    args[0], new RecognizerOptions { MinimumConfidence = 0.5 },
    FaceDetectors.Open(args.ElementAtOrDefault(2) ?? "yunet", ModelStore.ForUser()));
foreach (var face in recognizer.Recognize(ImageDecoder.Decode(args[1])).Faces)
{
    var answer = face.IsAbstained ? "unsure" : $"{face.Expression} {face.Confidence:p0}";
    Console.WriteLine($"{answer}, before balancing {face.Primary}, at {face.Face!.Box.Left:f0}, {face.Face.Box.Top:f0}");
}

return 0;
