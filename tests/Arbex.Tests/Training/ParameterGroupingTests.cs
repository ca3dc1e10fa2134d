using Arbex.Networks;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Training;

/// <summary>Networks are made from libtorch's one generator, so that no other test may draw from it meanwhile.</summary>
[Collection(nameof(SharedGenerator))]
public sealed class ParameterGroupingTests
{
    [Fact]
    public void A_frozen_group_keeps_its_weights_and_only_with_frozen_statistics_its_norms()
    {
        var before = Snapshot(new ParameterGroup { Prefix = "encoder.landmark", Frozen = true }, epochs: 0);
        var frozen = Snapshot(new ParameterGroup { Prefix = "encoder.landmark", Frozen = true }, epochs: 1);
        var whole = Snapshot(
            new ParameterGroup { Prefix = "encoder.landmark", Frozen = true, FrozenStatistics = true }, epochs: 1);

        Assert.Equal(before["encoder.landmark.conv1.conv.weight"], frozen["encoder.landmark.conv1.conv.weight"]);
        Assert.NotEqual(before["encoder.landmark.conv1.bn.running_mean"], frozen["encoder.landmark.conv1.bn.running_mean"]);
        Assert.Equal(before["encoder.landmark.conv1.bn.running_mean"], whole["encoder.landmark.conv1.bn.running_mean"]);
        Assert.NotEqual(before["encoder.image.input_layer.0.weight"], whole["encoder.image.input_layer.0.weight"]);
    }

    [Fact]
    public void A_part_of_a_part_with_frozen_statistics_learns_its_own_where_its_group_comes_later()
    {
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        ParameterGrouping.TrainMode(
            network,
            [
                new ParameterGroup { Prefix = "encoder", FrozenStatistics = true },
                new ParameterGroup { Prefix = "encoder.landmark", RateFactor = 0.1 },
            ]);

        var training = network.named_modules().ToDictionary(part => part.name, part => part.module.training);
        Assert.True(training["balancer"]);
        Assert.False(training["encoder.image"]);
        Assert.All(
            training.Where(part => part.Key.StartsWith("encoder.landmark", StringComparison.Ordinal)), part => Assert.True(part.Value));
    }

    [Theory]
    [InlineData(true, "encoder")]
    [InlineData(true, "encoder.")]
    [InlineData(true, "encoder.image!", "encoder")]
    [InlineData(true, "encoder", "balancer.head!")]
    [InlineData(false, "encoder", "encoder.image!")]
    [InlineData(false, "encoder", "encoder!")]
    [InlineData(false, "encoder.image", "encoder.landmark")]
    [InlineData(false)]
    public void An_encoder_stands_still_where_the_last_groups_that_fit_freeze_all_of_it(bool stands, params string[] groups) =>
        Assert.Equal(stands, ParameterGrouping.FreezesEncoder(
        [
            .. groups.Select(group => new ParameterGroup // one with a mark learns
            {
                Prefix = group.TrimEnd('!'),
                Frozen = !group.EndsWith('!'),
                FrozenStatistics = !group.EndsWith('!'),
            }),
        ]));

    [Fact]
    public void A_rate_factor_of_zero_is_a_frozen_group_and_half_a_factor_half_a_step()
    {
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        using var scope = NewDisposeScope();
        var groups = new[]
        {
            new ParameterGroup { Prefix = "encoder", RateFactor = 0 },
            new ParameterGroup { Prefix = "balancer.head", RateFactor = 0.5 },
        };
        using var optimizer = new AdamOptimizer(ParameterGrouping.Apply(network, groups, weightDecay: 0.1));
        foreach (var parameter in network.parameters())
        {
            parameter.grad!.PlusInPlace(1);
        }

        var before = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().clone());
        optimizer.Step(rate: 0.01);

        var encoder = network.get_parameter("encoder.transformer.cls_token")!;
        TensorAssert.Close(before["encoder.transformer.cls_token"], encoder, 0, "the encoder's token");
        // Adam's first step is the rate itself, whatever the gradient; anchors have a decay on top.
        var bias = network.named_parameters().First(p => p.name.StartsWith("balancer.head", StringComparison.Ordinal)
            && p.parameter.dim() == 1);
        TensorAssert.Close(before[bias.name].Plus(-0.005), bias.parameter, 1e-6, "the head's bias");
        var anchors = before["balancer.anchors"];
        TensorAssert.Close(
            anchors.Plus(-0.01).Plus(anchors.Times(-0.01 * 0.1)), network.Balancer.Anchors!, 1e-6, "the anchors");
    }

    [Fact]
    public void A_prefix_that_fits_nothing_and_groups_that_leave_nothing_are_refused()
    {
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        var missed = Assert.Throws<ArbexException>(
            () => ParameterGrouping.Apply(network, [new ParameterGroup { Prefix = "encoder.land" }], 0));
        Assert.Contains("encoder.land", missed.Message, StringComparison.Ordinal);
        Assert.Contains("balancer", missed.Message, StringComparison.Ordinal);
        Assert.Throws<ArbexException>(() => ParameterGrouping.Apply(
            network,
            [
                new ParameterGroup { Prefix = "encoder", Frozen = true },
                new ParameterGroup { Prefix = "balancer", Frozen = true },
            ],
            0));
        Assert.Throws<ArbexException>(
            () => (TinyNetwork.Recipe with { ParameterGroups = [new ParameterGroup { RateFactor = 2 }] }).Validated());
    }

    private static Dictionary<string, float[]> Snapshot(ParameterGroup group, int epochs)
    {
        var recipe = TinyNetwork.Recipe with { ParameterGroups = [group], Epochs = 1 };
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost());
        if (epochs > 0)
        {
            trainer.Run();
        }

        using var scope = NewDisposeScope();
        return trainer.Network.state_dict()
            .Where(pair => pair.Value.dtype == ScalarType.Float32)
            .ToDictionary(pair => pair.Key, pair => pair.Value.detach().contiguous().data<float>().ToArray());
    }
}
