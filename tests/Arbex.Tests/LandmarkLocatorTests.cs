using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Tests.Checkpoints.Import;
using Arbex.Tests.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Tests;

public sealed class LandmarkLocatorTests
{
    /// <summary>Where eyes, nose and mouth of the photo are, read off the picture by eye.</summary>
    private static readonly (int First, int End, double X, double Y)[] Parts =
        [(36, 42, 205, 102), (42, 48, 248, 104), (31, 36, 225, 133), (48, 68, 224, 148), (8, 9, 221, 180)];

    [Theory]
    [InlineData(170, 70, 110, 140)]
    [InlineData(164, 78, 116, 124)]
    [InlineData(176, 62, 104, 130)]
    public void Published_weights_find_eyes_nose_mouth_and_chin_of_a_photo(int left, int top, int width, int height)
    {
        using var locator = LandmarkLocator.Load(SharedData.FileOrSkip("models/mobilefacenet68_bnfolded.pth"));
        var photo = ImageDecoder.Decode(SharedData.FileOrSkip("media/astronaut.png"));
        var points = locator.Locate(photo, new PictureArea(left, top, width, height));

        Assert.Equal(LandmarkLocator.PointsOfFace, points.Count);
        foreach (var (first, end, x, y) in Parts)
        {
            var part = points.Skip(first).Take(end - first).ToArray();
            Assert.InRange(part.Average(point => point.X), x - 5, x + 5);
            Assert.InRange(part.Average(point => point.Y), y - 5, y + 5);
        }
    }

    /// <summary>Goldens/torch/make_landmark_points.py computed them with PyTorch from the same file.</summary>
    [Fact]
    public void Published_weights_give_the_points_that_PyTorch_computes()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var file = WeightFile.Open(SharedData.FileOrSkip("models/mobilefacenet68_bnfolded.pth"));
        using var network = Whole();
        var targets = network.state_dict();
        foreach (var entry in file.Groups[0].Entries)
        {
            targets[entry.Name].copy_(file.Load(entry));
        }

        network.to(ScalarType.Float64);
        network.eval();
        var values = FormulaWeights.Values("input", 3 * 112 * 112).Select(v => (v + 1) / 2).ToArray();
        var points = network.Locate(tensor(values).reshape(1, 3, 112, 112));
        TensorAssert.Close(
            GoldenFile.Read("torch/landmark_points.json").Tensor("points").reshape(1, 136), points, 1e-9, "points");
    }

    [Fact]
    public void The_network_is_found_alone_inside_POSTER_plus_plus_and_inside_a_checkpoint_of_ours()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var network = Whole();
        var face = new ImageBuffer(40, 50);
        var answers = new[] { "", "module.face_landback.", "encoder.landmark." }.Select(prefix =>
        {
            var path = Path.Combine(folder.FullName, "net.pth");
            File.WriteAllBytes(path, PublishedFiles.Zip(
                [.. network.state_dict().Select(pair => (prefix + pair.Key, pair.Value)),
                    ("ir_back.input_layer.0.weight", ones(1)),
                    .. Enumerable.Range(0, 400).Select(i => ($"VIT.other.{i}", ones(1)))]));
            using var locator = LandmarkLocator.Load(path);
            return locator.Locate(face, PictureArea.Of(face));
        }).ToArray();

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public void Many_pictures_at_once_have_the_points_of_each_alone()
    {
        using var folder = new TemporaryFolder();
        using var network = Whole();
        var path = Path.Combine(folder.FullName, "net.pth");
        File.WriteAllBytes(path, PublishedFiles.Zip(network.state_dict().Select(pair => (pair.Key, pair.Value))));
        using var locator = LandmarkLocator.Load(path);
        ImageBuffer[] faces = [.. new[] { (40, 50), (61, 48), (33, 33) }.Select((size, seed) => Noise(size.Item1, size.Item2, seed))];
        var together = locator.Locate(faces);
        for (var i = 0; i < faces.Length; i++)
        {
            var alone = locator.Locate(faces[i], PictureArea.Of(faces[i]));
            for (var point = 0; point < LandmarkLocator.PointsOfFace; point++)
            {
                var at = 2 * ((i * LandmarkLocator.PointsOfFace) + point);
                Assert.Equal(alone[point].X / faces[i].Width, together[at], 1e-4);
                Assert.Equal(alone[point].Y / faces[i].Height, together[at + 1], 1e-4);
            }
        }
    }

    [Fact]
    public void Weights_without_the_output_layer_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var network = Whole();
        var path = Path.Combine(folder.FullName, "trunk.pth");
        File.WriteAllBytes(path, PublishedFiles.Zip(
            network.state_dict().Where(pair => !pair.Key.StartsWith("output_layer.", StringComparison.Ordinal))
                .Select(pair => (pair.Key, pair.Value))));
        var refused = Assert.Throws<CheckpointException>(() => LandmarkLocator.Load(path));
        Assert.Contains("output_layer.conv_6_dw.conv.weight", refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locating_leaves_no_tensor_behind()
    {
        using var folder = new TemporaryFolder();
        using var network = Whole();
        var path = Path.Combine(folder.FullName, "net.pth");
        File.WriteAllBytes(path, PublishedFiles.Zip(network.state_dict().Select(pair => (pair.Key, pair.Value))));
        var face = new ImageBuffer(40, 50);
        TensorLeak.AssertNone(() =>
        {
            using var locator = LandmarkLocator.Load(path);
            locator.Locate(face, PictureArea.Of(face));
        });
    }

    private static ImageBuffer Noise(int width, int height, int seed)
    {
        var (image, random) = (new ImageBuffer(width, height), new SeededRandom(seed));
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)random.NextInt(256);
        }

        return image;
    }

    private static LandmarkBackbone Whole() =>
        new(new LandmarkBackboneOptions { Points = LandmarkLocator.PointsOfFace });
}
