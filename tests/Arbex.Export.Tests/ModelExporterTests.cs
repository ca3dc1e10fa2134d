using Arbex.Checkpoints;
using Arbex.Export.Checks;
using Arbex.Networks;
using Arbex.Tests;
using static TorchSharp.torch;

namespace Arbex.Export.Tests;

public sealed class ModelExporterTests : IDisposable
{
    private readonly TemporaryRun _run = new();
    private readonly ArbexNet _network = TestNetworks.Build(TestNetworks.Small);
    private readonly CheckpointInfo _info = TestNetworks.InfoOf(TestNetworks.Small);

    public void Dispose()
    {
        _network.Dispose();
        _run.Dispose();
    }

    [Fact]
    public void A_file_describes_itself()
    {
        ModelExporter.Export(
            _network, _info, _run["faces.onnx"], new ExportOptions { Licence = "MIT" }, TestNetworks.OneThread);
        using var file = new FileAnswers(_run["faces.onnx"], threads: 1);
        var description = file.Description;

        Assert.Equal("faces", description.Name);
        Assert.Equal(TestNetworks.Classes, description.Labels);
        Assert.Equal(_info.Preprocessing, description.Preprocessing);
        Assert.Equal(("MIT", "a formula", 3), (description.Licence, description.TrainedOn, description.Epoch));
        Assert.Equal(32, description.Options!.Value.GetProperty("inputSize").GetInt32());
        Assert.Equal("20", description.Versions["onnxOperators"]);
        Assert.Superset(_info.Versions.Keys.ToHashSet(), description.Versions.Keys.ToHashSet());
    }

    [Fact]
    public void A_network_whose_file_would_be_refused_later_is_refused_at_once()
    {
        var wide = TestNetworks.Small with
        {
            InputSize = 288,
            Image = TestNetworks.Small.Image with { InputSize = 288 },
            Landmark = TestNetworks.Small.Landmark with { InputSize = 288 },
            Fusion = TestNetworks.Small.Fusion with { Windows = [72, 36, 18] },
        };
        using var network = TestNetworks.Build(wide);
        var refused = Assert.Throws<ExportException>(() => ModelExporter.Export(
            network, TestNetworks.InfoOf(wide), _run["wide.onnx"], new ExportOptions(), TestNetworks.OneThread));

        Assert.Contains("fusion.windows", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_run["wide.onnx"]));
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        var files = new[] { "a", "b" }.Select(folder =>
        {
            var path = Path.Combine(_run.Path, folder, "model.onnx");
            ModelExporter.Export(_network, _info, path, new ExportOptions(), TestNetworks.OneThread);
            return File.ReadAllBytes(path);
        }).ToArray();

        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public void A_file_that_differs_is_not_left_and_the_one_before_it_stays()
    {
        File.WriteAllText(_run["model.onnx"], "the file of before");
        var refused = Assert.Throws<ExportException>(() => ModelExporter.Export(
            _network, _info, _run["model.onnx"], new ExportOptions(), TestNetworks.OneThread with { CheckFaces = FacesThatChangeTheNetwork() }));

        Assert.Contains("output 'final'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("on a face", refused.Message, StringComparison.Ordinal);
        Assert.Contains("0.0001", refused.Message, StringComparison.Ordinal);
        Assert.Equal("the file of before", File.ReadAllText(_run["model.onnx"]));
        Assert.Single(Directory.EnumerateFiles(_run.Path));
    }

    [Fact]
    public void A_network_that_answers_without_numbers_is_refused()
    {
        using (no_grad())
        {
            _network.state_dict()["encoder.transformer.pos_embed"].fill_(float.NaN);
        }

        var refused = Assert.Throws<ExportException>(() => ModelExporter.Export(
            _network, _info, _run["model.onnx"], new ExportOptions(), TestNetworks.OneThread));
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_run.Path));
    }

    [Fact]
    public void The_network_is_left_as_it_was()
    {
        _network.train();
        _network.Balancer.Trust = 0.25;
        _network.Encoder.Precision = ComputePrecision.BFloat16;
        ModelExporter.Export(_network, _info, _run["model.onnx"], new ExportOptions(), TestNetworks.OneThread);

        Assert.True(_network.training);
        Assert.Equal(0.25, _network.Balancer.Trust);
        Assert.Equal(ComputePrecision.BFloat16, _network.Encoder.Precision);
    }

    [Fact]
    public void Descriptions_of_other_networks_and_half_imported_ones_are_refused()
    {
        AssertRefused(_info with { Labels = ["one", "two"] }, "2 classes");
        AssertRefused(_info with { Preprocessing = new() { InputSize = 48 } }, "48");
        AssertRefused(_info with { MissingTensors = 4 }, "4 of its tensors");

        void AssertRefused(CheckpointInfo info, string words) => Assert.Contains(
            words,
            Assert.Throws<ExportException>(() => ModelExporter.Export(
                _network, info, _run["model.onnx"], new ExportOptions(), TestNetworks.OneThread)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_leaves_no_file()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => ModelExporter.Export(
            _network, _info, _run["model.onnx"], new ExportOptions(), TestNetworks.OneThread with { CheckFaces = [new float[3 * 32 * 32]] },
            stop.Token));

        Assert.Empty(Directory.EnumerateFiles(_run.Path));
    }

    [Fact]
    public void PReLU_slopes_above_one_answer_alike()
    {
        using (no_grad())
        {
            foreach (var (_, tensor) in _network.state_dict().Where(
                pair => pair.Key.EndsWith("prelu.weight", StringComparison.Ordinal)))
            {
                using var scope = NewDisposeScope();
                tensor.copy_(linspace(-0.5, 1.5, tensor.numel()));
            }
        }

        var report = ModelExporter.Export(_network, _info, _run["model.onnx"], new ExportOptions(), TestNetworks.OneThread);
        Assert.Contains("PRelu", report.Operators.Keys);
        Assert.Contains("Max", report.Operators.Keys);
        Assert.Equal(0, report.Check.OtherAnswers);
    }

    /// <summary>The second face comes once the network has become another.</summary>
    private IEnumerable<float[]> FacesThatChangeTheNetwork()
    {
        var face = new float[_info.Preprocessing.InputLength];
        for (var i = 0; i < 16; i++)
        {
            yield return face;
        }

        using (no_grad())
        {
            _network.state_dict()["encoder.transformer.pos_embed"].neg_();
        }

        yield return face;
    }
}
