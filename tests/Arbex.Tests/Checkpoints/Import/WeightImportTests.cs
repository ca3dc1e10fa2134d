using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using Arbex.Networks;
using Arbex.Tests.Data;
using static TorchSharp.torch;

namespace Arbex.Tests.Checkpoints.Import;

/// <summary>A network is filled where name, shape and kind of number fit, and the report says all the rest.</summary>
public sealed class WeightImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ArbexNet _source = new(SmallNetwork.Options, 3);
    private readonly ArbexNet _target = new(SmallNetwork.Options, 3);

    public void Dispose()
    {
        _target.Dispose();
        _source.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Two_backbones_in_two_files_fill_their_streams_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var before = Copies(_target);
        var report = Fill(
            _target, Write("ir50.pth", PublishedFiles.Image(_source)),
            Write("landmark.pth.tar", PublishedFiles.Landmark(_source)));

        var wanted = _source.state_dict();
        foreach (var (key, value) in _target.state_dict())
        {
            var isBackbone = key.StartsWith("encoder.image.", StringComparison.Ordinal)
                || key.StartsWith("encoder.landmark.", StringComparison.Ordinal);
            TensorAssert.Close(isBackbone ? wanted[key] : before[key], value, 0, key);
        }

        Assert.Equal(["IR-50 (POSTER++)", "MobileFaceNet"], report.Files.Select(file => file.Layout));
        Assert.Equal(["", "state_dict"], report.Files.Select(file => file.Group));
        Assert.All(report.Parts, part => Assert.Equal(
            part.Name is "encoder.image" or "encoder.landmark" ? part.Total : 0, part.Filled));
        Assert.Equal(report.Total - report.Filled, report.Missing.Length);
        Assert.False(report.IsComplete);
        Assert.DoesNotContain(report.Missing, key => key.StartsWith("encoder.image.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_fit_is_left_out_with_both_shapes()
    {
        using var scope = NewDisposeScope();
        var tensors = PublishedFiles.Named(_source, "encoder.image.", "").ToList();
        tensors[0] = (tensors[0].Name, ones(1, 2));
        tensors[1] = (tensors[1].Name, zeros(tensors[1].Value.shape, ScalarType.Int64));
        tensors.Add(("body1.99.extra", ones(1)));
        var report = Fill(_target, Write("ir50.pth", PublishedFiles.Zip(tensors)));

        var reasons = report.Files[0].Unused.ToDictionary(unused => unused.Names[0], unused => unused);
        Assert.Contains("[1, 2]", reasons[tensors[0].Name].Reason, StringComparison.Ordinal);
        Assert.Contains("[4, 3, 3, 3]", reasons[tensors[0].Name].Reason, StringComparison.Ordinal);
        Assert.Contains("int64", reasons[tensors[1].Name].Reason, StringComparison.Ordinal);
        Assert.Contains("no such part", reasons["body1.99.extra"].Reason, StringComparison.Ordinal);
        Assert.All(reasons.Values, unused => Assert.False(unused.IsExpected));
        Assert.Contains("encoder.image.input_layer.0.weight", report.Missing);
    }

    [Fact]
    public void Halves_and_doubles_become_the_networks_own_type()
    {
        using var scope = NewDisposeScope();
        foreach (var type in new[] { ScalarType.Float16, ScalarType.Float64 })
        {
            var path = _folder.FullName + $"/{type}.safetensors";
            SafeTensors.Write(
                path,
                PublishedFiles.Named(_source, "encoder.image.", "module.")
                    .ToDictionary(
                        pair => pair.Name, pair => pair.Value.is_floating_point() ? pair.Value.to(type) : pair.Value),
                new Dictionary<string, string>());
            Assert.Equal("safetensors", Fill(_target, path).Files[0].Container);
            var filled = _target.state_dict()
                .Where(pair => pair.Key.StartsWith("encoder.image.", StringComparison.Ordinal));
            foreach (var (key, value) in filled)
            {
                TensorAssert.Close(_source.state_dict()[key], value, type == ScalarType.Float64 ? 0 : 1e-3, key);
            }
        }
    }

    [Fact]
    public void A_safetensors_header_may_be_as_long_as_another_formats_first_byte()
    {
        using var scope = NewDisposeScope();
        for (var padding = 0; padding < 256; padding += 8)
        {
            var path = _folder.FullName + "/padded.safetensors";
            SafeTensors.Write(
                path, new Dictionary<string, Tensor> { ["a"] = ones(1) },
                new Dictionary<string, string> { ["note"] = new string('x', padding) });
            using var file = WeightFile.Open(path);
            Assert.Equal("a", Assert.Single(file.Groups[0].Entries).Name);
        }
    }

    [Fact]
    public void A_checkpoint_of_ours_fills_everything_or_all_but_the_answers_for_other_classes()
    {
        using var scope = NewDisposeScope();
        var path = _folder.FullName + "/own.safetensors";
        Checkpoint.Write(path, _source, new CheckpointInfo
        {
            Labels = ["a", "b", "c"],
            Preprocessing = new() { InputSize = 32 },
            Options = SmallNetwork.Options,
        });

        var same = Fill(_target, ["a", "b", "c"], path);
        Assert.True(same.IsComplete);
        TensorAssert.Close(
            _source.state_dict()["balancer.anchors"], _target.state_dict()["balancer.anchors"], 0, "anchors");

        using var other = new ArbexNet(SmallNetwork.Options, 3);
        var renamed = Fill(other, ["a", "b", "d"], path);
        Assert.All(renamed.Missing, key => Assert.StartsWith("balancer.", key, StringComparison.Ordinal));
        Assert.Contains("balancer.anchors", renamed.Missing);
        Assert.DoesNotContain("balancer.reduction.weight", renamed.Missing);
        Assert.Contains("a, b, c", renamed.Files[0].Unused[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_classes_and_the_preset_follow_from_a_whole_POSTER_plus_plus()
    {
        using var poster = WeightFile.Open(Write("poster.pth", PublishedFiles.PosterPlusPlus(_source)));
        using var image = WeightFile.Open(Write("image.pth", PublishedFiles.Image(_source)));
        Assert.Equal(8, WeightImport.ClassesOf([image, poster])); // the small network's hidden layer has 8 rows
        Assert.Null(WeightImport.ClassesOf([image]));
        Assert.Equal("poster++", WeightImport.PresetFor([image, poster]));
        Assert.Equal("paper", WeightImport.PresetFor([image]));
    }

    [Fact]
    public void Two_files_with_the_same_part_are_refused()
    {
        var path = Write("ir50.pth", PublishedFiles.Image(_source));
        Refused([path, path], "one of the two files");
    }

    [Fact]
    public void Weights_of_another_size_are_refused_even_where_a_few_fit_by_chance()
    {
        using var wider = new ArbexNet(
            SmallNetwork.Options with { Image = SmallNetwork.Options.Image with { StageWidths = [5, 10, 10] } }, 3);
        Refused([Write("wide.pth", PublishedFiles.Image(wider))], "IR-50", "--preset");
    }

    [Fact]
    public void A_file_of_another_network_is_refused_with_some_of_its_names()
    {
        using var scope = NewDisposeScope();
        var path = Write("resnet.pth", PublishedFiles.Zip(
            [("conv1.weight", ones(64, 3, 7, 7)), ("bn1.weight", ones(64)), ("fc.weight", ones(10, 64))]));
        Refused([path], "'conv1.weight'", "POSTER++", "MobileFaceNet");
    }

    [Fact]
    public void A_file_without_tensors_is_refused() => Refused(
        [Write("empty.pth", PublishedFiles.Zip([]))], "no tensors");

    [Fact]
    public void Values_that_are_not_finite_are_refused_by_name()
    {
        using var scope = NewDisposeScope();
        var tensors = PublishedFiles.Named(_source, "encoder.image.", "").ToList();
        tensors[0] = (tensors[0].Name, full_like(tensors[0].Value, double.NaN));
        Refused([Write("nan.pth", PublishedFiles.Zip(tensors))], tensors[0].Name, "finite");
    }

    [Fact]
    public void Filling_leaves_no_tensor_behind()
    {
        var path = Write("ir50.pth", PublishedFiles.Image(_source));
        TensorLeak.AssertNone(() => Fill(_target, path));
    }

    [Theory]
    [InlineData("model.")]
    [InlineData("net.")]
    [InlineData("backbone.")]
    [InlineData("model.backbone.")]
    [InlineData("module.model.")]
    [InlineData("model.module.")]
    [InlineData("_orig_mod.model.")]
    [InlineData("model._orig_mod.")]
    [InlineData("student.expression_network.inner.")]
    public void What_a_wrapper_puts_before_every_name_is_dropped_and_told(string prefix)
    {
        using var scope = NewDisposeScope();
        foreach (var inside in new[] { null, "state_dict", "anything" })
        {
            using var target = new ArbexNet(SmallNetwork.Options, 3);
            var report = Fill(target, Write("wrapped.ckpt", PublishedFiles.Zip(PublishedFiles.Named(_source, "", prefix), inside)));

            AssertFilled(target, report);
            Assert.Contains(report.Notes, note => note.Contains("wrapped.ckpt' were read without", StringComparison.Ordinal));
            Assert.EndsWith(".", report.Files[0].Prefix, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_compiled_part_of_the_network_has_the_names_that_it_had_before()
    {
        using var scope = NewDisposeScope();
        var tensors = PublishedFiles.Named(_source, "", "").Select(tensor => (
            tensor.Name.Replace("encoder.image.", "encoder.image._orig_mod.", StringComparison.Ordinal), tensor.Value));

        var report = Fill(_target, Write("compiled.pth", PublishedFiles.Zip(tensors)));

        AssertFilled(_target, report);
        Assert.Empty(report.Files[0].Prefix);
    }

    [Fact]
    public void Losses_averages_and_other_heads_beside_the_network_are_left_out_by_name()
    {
        using var scope = NewDisposeScope();
        var tensors = PublishedFiles.Named(_source, "", "model.")
            .Concat(PublishedFiles.Named(_source, "", "ema_model.").Select(tensor => (tensor.Name, zeros_like(tensor.Value))))
            .Append(("criterion.weight", ones(3)));

        var report = Fill(_target, Write("lightning.ckpt", PublishedFiles.Zip(tensors, "state_dict")));

        AssertFilled(_target, report);
        Assert.Equal("model.", report.Files[0].Prefix);
        var beside = Assert.Single(report.Files[0].Unused, unused => unused.Names.Contains("criterion.weight"));
        Assert.Contains("beside 'model.'", beside.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_backbone_of_another_program_is_recognized()
    {
        using var scope = NewDisposeScope();
        var report = Fill(_target, Write("ir50.pth", PublishedFiles.Zip(PublishedFiles.Named(_source, "encoder.image.", "net.backbone."))));

        Assert.Equal("IR-50 (POSTER++)", report.Files[0].Layout);
        Assert.All(report.Parts, part => Assert.Equal(part.Name == "encoder.image" ? part.Total : 0, part.Filled));
    }

    [Fact]
    public void A_wrapper_around_another_network_is_still_another_network()
    {
        using var scope = NewDisposeScope();
        var path = Write("resnet.ckpt", PublishedFiles.Zip(
            [
                ("model.conv1.weight", ones(64, 3, 7, 7)), ("model.bn1.weight", ones(64)), ("model.fc.weight", ones(10, 64)),
                ("head.weight", ones(1)),
            ], "state_dict"));
        Refused([path], "'model.conv1.weight'", "another network");
    }

    private void AssertFilled(ArbexNet target, ImportReport report)
    {
        Assert.True(report.IsComplete);
        var wanted = _source.state_dict();
        foreach (var (key, value) in target.state_dict())
        {
            TensorAssert.Close(wanted[key], value, 0, key);
        }
    }

    private static ImportReport Fill(ArbexNet network, params string[] paths) => Fill(network, null, paths);

    private static ImportReport Fill(ArbexNet network, string[]? labels, params string[] paths)
    {
        var files = paths.Select(WeightFile.Open).ToList();
        try
        {
            return WeightImport.Fill(network, files, labels);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static Dictionary<string, Tensor> Copies(ArbexNet network) => network.state_dict()
        .ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone(), StringComparer.Ordinal);

    private void Refused(string[] paths, params string[] words)
    {
        var refused = Assert.Throws<CheckpointException>(() => Fill(_target, paths));
        Assert.All(
            [Path.GetFileName(paths[^1]), .. words],
            word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
