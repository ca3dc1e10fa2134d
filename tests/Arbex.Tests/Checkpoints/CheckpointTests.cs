using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Networks;
using Arbex.Tests.Data;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Checkpoints;

/// <summary>A checkpoint is enough to predict with, and says so clearly when it is not one.</summary>
public sealed class CheckpointTests
{
    private static CheckpointInfo Info { get; } = new()
    {
        Labels = ["calm", "glad", "sad"],
        Preprocessing = new() { InputSize = 32 },
        Options = SmallNetwork.Options,
        Recipe = new Recipe { Network = SmallNetwork.Options, Preprocessing = new() { InputSize = 32 } },
        TrainedOn = "Nothing",
        Epoch = 3,
        Metrics = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("valid.final.accuracy", 0.75),
    };

    [Fact]
    public void A_network_answers_alike_after_being_written_and_read()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.FullName, "net.safetensors");
        using var network = new ArbexNet(SmallNetwork.Options, 3);
        network.call(randn(4, 3, 32, 32)); // moves the batch-norm statistics and their int64 counters
        network.eval();
        Checkpoint.Write(path, network, Info);

        var (loaded, info) = Checkpoint.Load(path);
        using var _ = loaded;
        var images = randn(2, 3, 32, 32);
        TensorAssert.Close(network.call(images).Final, loaded.call(images).Final, 0, "L_final");
        Assert.False(loaded.training);
        Assert.Equal(1, loaded.state_dict()["balancer.head.net.2.num_batches_tracked"].item<long>());
        Assert.Equal(Json(Info), Json(info));
        Assert.Equal(Json(Info), Json(Checkpoint.ReadInfo(path)));
    }

    [Fact]
    public void The_description_survives_being_written()
    {
        var back = JsonSerializer.Deserialize<CheckpointInfo>(Json(Info), ArbexJson.Options)!;
        Assert.Equal(Json(Info), Json(back));
        Assert.Equal(Info.Labels.AsEnumerable(), back.Labels);
        Assert.Equal(0.75, back.Metrics["valid.final.accuracy"]);
        Assert.Contains("arbex", back.Versions.Keys);
    }

    [Fact]
    public void A_safetensors_file_of_another_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.FullName, "foreign.safetensors");
        SafeTensors.Write(
            path, new Dictionary<string, Tensor> { ["weight"] = ones(2) }, new Dictionary<string, string> { ["format"] = "pt" });
        Refused(path, "'arbex'", "another program");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"labels\":[\"a\",\"b\"]}")]
    [InlineData("{\"labels\":null,\"preprocessing\":{},\"options\":{}}")]
    [InlineData("{\"labels\":[\"a\",\"b\"],\"preprocessing\":null,\"options\":{}}")]
    [InlineData("{\"labels\":[\"a\",\"b\"],\"preprocessing\":{},\"options\":null}")]
    [InlineData("{\"labels\":[\"a\"],\"preprocessing\":{},\"options\":{}}")]
    [InlineData("{\"labels\":[\"a\",\"a\"],\"preprocessing\":{},\"options\":{}}")]
    [InlineData("{\"labels\":[\"a\",null],\"preprocessing\":{},\"options\":{}}")]
    [InlineData("{\"labels\":[\"a\",\"b\"],\"preprocessing\":{},\"options\":{},\"metrics\":null}")]
    [InlineData("{\"labels\":[\"a\",\"b\"],\"preprocessing\":{},\"options\":{},\"recipe\":{\"data\":null}}")]
    [InlineData("{\"labels\":[\"a\",\"b\"],\"preprocessing\":{},\"options\":{\"inputSize\":1}}")]
    [InlineData("{\"labels\":[\"a\",\"b\"],\"preprocessing\":{},\"options\":{\"image\":null}}")]
    [InlineData("{\"labels\":[\"a\",\"b\"],\"preprocessing\":{},\"options\":{\"unknown\":1}}")]
    public void A_description_that_cannot_be_used_is_refused(string description)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.FullName, "bad.safetensors");
        SafeTensors.Write(
            path, new Dictionary<string, Tensor> { ["weight"] = ones(2) },
            new Dictionary<string, string> { ["arbex"] = description });
        Refused(path);
        Assert.Throws<CheckpointException>(() => Checkpoint.ReadInfo(path));
    }

    [Fact]
    public void A_later_format_asks_for_a_later_version()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "later.safetensors");
        using var network = new ArbexNet(SmallNetwork.Options, 3);
        Checkpoint.Write(path, network, Info with { Format = 99 });
        Refused(path, "format 99", "Update");
    }

    [Fact]
    public void Weights_of_another_size_are_refused_with_both_shapes()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "other.safetensors");
        var wider = SmallNetwork.Options with { Reliability = SmallNetwork.Options.Reliability with { HeadWidths = [9] } };
        using var network = new ArbexNet(wider, 3);
        Checkpoint.Write(path, network, Info);
        Refused(path, "balancer.head.net.0.weight", "[9, 16]", "[8, 16]");
    }

    [Fact]
    public void A_few_words_that_describe_a_network_larger_than_memory_are_refused_before_it_is_made()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.FullName, "huge.safetensors");
        var huge = SmallNetwork.Options with
        {
            Transformer = SmallNetwork.Options.Transformer with { Width = 8192, Depth = 64, FeedForwardRatio = 16, Heads = 8 },
        };
        SafeTensors.Write(
            path, new Dictionary<string, Tensor> { ["weight"] = ones(2) },
            new Dictionary<string, string> { ["arbex"] = Json(Info with { Options = huge, Recipe = null }) });
        Refused(path, "describes a network", "holds 2");
    }

    [Fact]
    public void Missing_weights_are_named()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "fewer.safetensors");
        var without = SmallNetwork.Options with { Reliability = SmallNetwork.Options.Reliability with { AnchorsPerClass = 0 } };
        using var network = new ArbexNet(without, 3);
        Checkpoint.Write(path, network, Info);
        Refused(path, "lacks", "balancer.anchors");
    }

    [Fact]
    public void Weights_alone_are_no_run_to_resume()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "weights.safetensors");
        using var network = new ArbexNet(SmallNetwork.Options, 3);
        Checkpoint.Write(path, network, Info);
        using var optimizer = new AdamOptimizer(network.parameters());
        var refused = Assert.Throws<CheckpointException>(
            () => TrainingState.Unpack(path, SafeTensors.Read(path).Tensors, optimizer, null));
        Assert.Contains("no training state", refused.Message, StringComparison.Ordinal);
    }

    private static void Refused(string path, params string[] parts)
    {
        var refused = Assert.Throws<CheckpointException>(() => Checkpoint.Load(path));
        Assert.All([path, .. parts], part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    private static string Json(CheckpointInfo info) => JsonSerializer.Serialize(info, ArbexJson.Options);
}
