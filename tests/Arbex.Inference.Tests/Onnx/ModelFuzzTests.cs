using Arbex.Imaging;
using Arbex.Inference.Faces;
using Arbex.Inference.Tests.Faces;
using Google.Protobuf;

namespace Arbex.Inference.Tests.Onnx;

/// <summary>Damaged model files are used or refused by name, whatever is wrong with them; the process lives on.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class ModelFuzzTests
{
    [Fact]
    public void Two_thousand_damaged_models_are_used_or_refused_by_name()
    {
        var fuzz = new ModelFuzz();
        fuzz.Try(SmallModels.Network().ToByteArray(), 2000, seed: 1, (file, name) =>
        {
            using var model = OnnxExpressionModel.Open(file, name);
            var length = model.Description.Preprocessing.InputLength;
            Assert.All(
                model.Run(new float[2 * length], 2, withEmbeddings: false).Final, number => Assert.True(float.IsFinite(number)));
        });

        // Some damage does not matter, such as that of a weight. What comes through to ONNX Runtime is little.
        Assert.InRange(fuzz.Used, 50, 1000);
        Assert.InRange(fuzz.RefusedLater, 0, fuzz.Refused / 4);
    }

    [Fact]
    public void Damaged_detectors_find_faces_or_are_refused_by_name()
    {
        var fuzz = new ModelFuzz();
        fuzz.Try(OnnxBytes.Detector(new YuNetLayout(), 32, 32, _ => 0.5f), 300, seed: 2, Detect);
        fuzz.Try(File.ReadAllBytes(DetectorModels.YuNetOrSkip()), 200, seed: 3, Detect);
        fuzz.Try(File.ReadAllBytes(DetectorModels.DynamicYuNetOrSkip()), 200, seed: 4, Detect);
        Assert.InRange(fuzz.Used, 50, 600);
    }

    private static void Detect(byte[] file, string name)
    {
        using var detector = new DetectorNetwork(file, name, [new YuNetLayout()], new FaceDetectorOptions { MaximumSide = 64 });
        Assert.NotNull(detector.Detect(new ImageBuffer(60, 40), CancellationToken.None));
    }
}
