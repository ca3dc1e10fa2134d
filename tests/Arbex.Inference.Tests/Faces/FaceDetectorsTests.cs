using Arbex.Imaging;
using Arbex.Inference.Faces;
using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Faces;

public sealed class FaceDetectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ModelStore Store => new(_folder.At("cache"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_any_detector_the_message_says_how_to_get_one_and_how_to_do_without()
    {
        var any = Assert.Throws<ArbexException>(() => FaceDetectors.OpenAny(Store)).Message;
        var one = Assert.Throws<ArbexException>(() => FaceDetectors.Open("retinaface", Store)).Message;

        Assert.Contains("'arbex models pull yunet' or 'arbex models pull retinaface'", any, StringComparison.Ordinal);
        Assert.Contains("'arbex models pull retinaface'", one, StringComparison.Ordinal);
        Assert.All([any, one], message =>
        {
            Assert.Contains(_folder.At("cache"), message, StringComparison.Ordinal);
            Assert.Contains("'whole'", message, StringComparison.Ordinal);
            Assert.Contains("ARBEX_MODELS", message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_whole_picture_is_a_face_if_asked()
    {
        using var detector = FaceDetectors.Open("Whole", Store);

        var face = Assert.Single(detector.Detect(new ImageBuffer(30, 20)));

        Assert.Equal(new FaceBox(0, 0, 30, 20), face.Box);
        Assert.True(face.IsCropped);
    }

    [Fact]
    public void What_is_neither_a_name_nor_a_file_is_refused() =>
        Assert.Contains(
            "yunet, retinaface, whole",
            Assert.Throws<ArbexException>(() => FaceDetectors.Open("mtcnn", Store)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("yunet")]
    [InlineData("retinaface")]
    public void The_outputs_of_a_file_tell_which_detector_it_is(string name)
    {
        IDetectorLayout layout = name == "yunet" ? new YuNetLayout() : new RetinaFaceLayout();
        File.WriteAllBytes(_folder.At("own.onnx"), OnnxBytes.Detector(layout, 64, 64, _ => 0));

        using var detector = FaceDetectors.Open(_folder.At("own.onnx"), Store);

        Assert.Equal(name, detector.Name);
        Assert.Empty(detector.Detect(new ImageBuffer(64, 64)));
    }

    [Fact]
    public void A_pulled_detector_is_opened_by_name()
    {
        var entry = ModelCatalog.Find("yunet");
        Directory.CreateDirectory(Store.Cache);
        File.Copy(DetectorModels.YuNetOrSkip(), Path.Combine(Store.Cache, entry.File));

        using var any = FaceDetectors.OpenAny(Store);
        using var named = FaceDetectors.Open("YuNet", Store);

        Assert.Equal("yunet", any.Name);
        Assert.Single(named.Detect(DetectorModels.PictureOrSkip("astronaut.png")));
    }
}
