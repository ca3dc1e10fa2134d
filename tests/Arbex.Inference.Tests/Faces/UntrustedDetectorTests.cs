using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

/// <summary>Model files from anywhere.</summary>
public sealed class UntrustedDetectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(-1)]
    [InlineData(-100)]
    public void A_truncated_file_is_refused(int length)
    {
        var model = OnnxBytes.Detector(new YuNetLayout(), 64, 64, _ => 0);

        AssertRefused(model[..(length < 0 ? model.Length + length : length)], "cannot be used");
    }

    [Fact]
    public void Another_network_is_refused_by_its_outputs() =>
        AssertRefused(OnnxBytes.Model("input", [1, 3, 64, 64], [("logits", [1, 8], 0)]), "logits", "cls_8");

    [Theory]
    [InlineData(1, 1, 64, 64)]
    [InlineData(1, 3, 64)]
    [InlineData(1, 64, 64, 3)]
    public void An_input_that_is_no_picture_is_refused(params int[] shape)
    {
        var outputs = new YuNetLayout().Outputs.Select(output => (output.Name, output.Shape(64, 64), 0f)).ToArray();

        AssertRefused(OnnxBytes.Model("input", [.. shape.Select(side => (long)side)], outputs), string.Join(", ", shape));
    }

    [Fact]
    public void Outputs_of_another_size_are_refused()
    {
        var outputs = new YuNetLayout().Outputs.Select(output => (output.Name, new long[] { 1, 7, 1 }, 0f)).ToArray();

        AssertRefused(OnnxBytes.Model("input", [1, 3, 64, 64], outputs), "cannot be used");
    }

    [Fact]
    public void A_size_that_strides_do_not_divide_is_refused()
    {
        var outputs = new YuNetLayout().Outputs.Select(output => (output.Name, output.Shape(64, 64), 0f)).ToArray();

        AssertRefused(OnnxBytes.Model("input", [1, 3, 70, 64], outputs), "64x70", "32");
    }

    [Fact]
    public void A_network_that_calls_everything_a_face_gives_faces_that_do_not_overlap()
    {
        using var detector = Open(OnnxBytes.Detector(
            new YuNetLayout(), 160, 160, name => name.StartsWith("bbox", StringComparison.Ordinal) ? 1f : 0.9f));

        var faces = detector.Detect(new ImageBuffer(160, 160));

        Assert.NotEmpty(faces);
        Assert.All(faces, face => Assert.Equal(0.9f, face.Score, 1e-5));
        Assert.All(faces, face => Assert.Single(faces, other => face.Box.Overlap(other.Box) > 0.3));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e30f)]
    public void A_network_that_gives_no_numbers_finds_no_face(float level)
    {
        using var scores = Open(OnnxBytes.Detector(new YuNetLayout(), 64, 64, _ => level));
        using var boxes = Open(OnnxBytes.Detector(
            new YuNetLayout(), 64, 64, name => name.StartsWith("bbox", StringComparison.Ordinal) ? level : 0.9f));

        Assert.Empty(scores.Detect(new ImageBuffer(100, 50)));
        Assert.Empty(boxes.Detect(new ImageBuffer(100, 50)));
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        Assert.Contains("nowhere.onnx", Refusal(_folder.At("nowhere.onnx")), StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, Refusal(_folder.FullName), StringComparison.Ordinal);
    }

    private static string Refusal(string path) => Assert.Throws<ArbexException>(() => new YuNetDetector(path)).Message;

    private YuNetDetector Open(byte[] model)
    {
        File.WriteAllBytes(_folder.At("model.onnx"), model);
        return new YuNetDetector(_folder.At("model.onnx"));
    }

    private void AssertRefused(byte[] model, params string[] words)
    {
        File.WriteAllBytes(_folder.At("model.onnx"), model);
        var message = Refusal(_folder.At("model.onnx"));
        Assert.Contains("model.onnx", message, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
