using System.IO.Compression;
using Arbex.Checkpoints;
using Arbex.Export.Checks;
using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Networks;
using Arbex.Tests;

namespace Arbex.Export.Tests;

/// <summary>
/// From the bytes of a picture file to a distribution, once with TorchSharp and once with the exported file alone.
/// </summary>
public sealed class EndToEndTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private readonly TemporaryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Drawn_pictures_of_any_size_get_the_same_distribution()
    {
        var random = new SeededRandom(5);
        var pictures = new[] { (48, 48), (61, 40), (200, 120) }.Select(size =>
        {
            var pixels = new byte[size.Item1 * size.Item2 * ImageBuffer.Channels];
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (byte)random.NextInt(256);
            }

            return ImageEncoder.EncodePng(new ImageBuffer(size.Item1, size.Item2, pixels));
        }).ToArray();

        AssertSame(pictures);
    }

    [Fact]
    public void Faces_of_FER_plus_get_the_same_distribution()
    {
        using var archive = ZipFile.OpenRead(SharedData.FileOrSkip("data/ferplus/FER2013Valid.zip"));
        var entries = archive.Entries.Where(entry => entry.Name.EndsWith(".png", StringComparison.Ordinal))
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal).ToArray();
        AssertSame([.. Enumerable.Range(0, 60).Select(index => Bytes(entries[index * entries.Length / 60]))]);
    }

    private void AssertSame(byte[][] pictures)
    {
        var checkpoint = _run["network.safetensors"];
        using (var network = TestNetworks.Build(ArbexOptions.Compact))
        {
            var info = TestNetworks.InfoOf(ArbexOptions.Compact);
            Checkpoint.Write(checkpoint, network, info);
            ModelExporter.Export(network, info, _run["model.onnx"], new ExportOptions(), TestNetworks.OneThread);
        }

        using var predictor = ExpressionPredictor.Load(checkpoint);
        using var file = new FileAnswers(_run["model.onnx"], threads: 1);
        foreach (var picture in pictures)
        {
            var path = _run["face.png"];
            File.WriteAllBytes(path, picture);
            var face = ImageDecoder.Decode(path);
            var expected = predictor.Predict(face);

            var preprocessing = file.Description.Preprocessing;
            var input = new float[preprocessing.InputLength];
            preprocessing.Prepare(face, input);
            var answers = file.Of(input, 1).ToDictionary(rows => rows.Name, StringComparer.Ordinal);

            AssertClose(expected.Final, answers[ModelTensors.Final], file.Description);
            AssertClose(expected.Primary, answers[ModelTensors.Primary], file.Description);
        }
    }

    private static void AssertClose(
        IReadOnlyDictionary<string, double> expected, NamedRows actual, ModelDescription description)
    {
        Assert.Equal(expected.Keys, description.Labels);
        Assert.All(
            description.Labels.Zip(actual.Numbers), pair => Assert.Equal(expected[pair.First], pair.Second, Tolerance));
        Assert.Equal(
            expected.MaxBy(pair => pair.Value).Key,
            description.Labels[Array.IndexOf(actual.Numbers, actual.Numbers.Max())]);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
