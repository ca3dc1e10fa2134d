using Arbex.Losses;
using Arbex.Networks;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Networks;

[Collection(nameof(SharedGenerator))]
public sealed class ComputePrecisionTests
{
    [Theory]
    [InlineData(ChannelActivation.LearnedSlope)]
    [InlineData(ChannelActivation.Rectifier)]
    public void Answers_in_bfloat16_are_near_those_in_float32(ChannelActivation activation)
    {
        using var scope = NewDisposeScope();
        using var network = Network(activation);
        network.eval();
        var images = Images();
        using var noGradient = no_grad();
        var full = network.call(images).Final;
        network.Encoder.Precision = ComputePrecision.BFloat16;
        var rounded = network.call(images).Final;

        Assert.Equal(ScalarType.Float32, rounded.dtype);
        TensorAssert.Close(full, rounded, 0.02, "L_final");
        Assert.True((full - rounded).abs().max().item<float>() > 0, "bfloat16 rounds nothing");
    }

    [Fact]
    public void Gradients_in_bfloat16_come_back_in_float32_and_point_the_same_way()
    {
        using var scope = NewDisposeScope();
        using var network = Network(ChannelActivation.LearnedSlope);
        network.train();
        var images = Images();
        var full = Gradients(network, images, ComputePrecision.Full);
        var rounded = Gradients(network, images, ComputePrecision.BFloat16);

        Assert.Equal(full.Keys, rounded.Keys);
        Assert.All(rounded.Values, gradient => Assert.Equal(ScalarType.Float32, gradient.dtype));
        var (a, b) = (Joined(full), Joined(rounded));
        var cosine = (a.dot(b) / (a.norm() * b.norm())).item<float>();
        Assert.InRange(cosine, 0.98, 1);
    }

    [Fact]
    public void A_network_learns_in_bfloat16_and_the_same_seed_gives_the_same_bytes()
    {
        var recipe = TinyNetwork.Recipe with { Precision = ComputePrecision.BFloat16, Epochs = 12 };
        var (first, weights) = Train(recipe);
        var (_, again) = Train(recipe);
        Assert.True(first[^1].Loss < first[0].Loss * 0.8, $"loss went from {first[0].Loss:f3} to {first[^1].Loss:f3}");
        Assert.Equal(weights, again);
    }

    [Fact]
    public void A_processor_without_bfloat16_trains_in_float32_and_says_so()
    {
        var recipe = TinyNetwork.Recipe with { Precision = ComputePrecision.BFloat16 };
        var warnings = new List<string>();
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { Warning = warnings.Add });
        if (BFloat16Support.OfProcessor)
        {
            Assert.Equal(ComputePrecision.BFloat16, trainer.Precision);
            Assert.Empty(warnings);
        }
        else
        {
            Assert.Equal(ComputePrecision.Full, trainer.Precision);
            Assert.Contains("trains in float32", Assert.Single(warnings), StringComparison.Ordinal);
            var (full, weights) = Train(recipe with { Precision = ComputePrecision.Full });
            var epochs = trainer.Run(TestContext.Current.CancellationToken);
            Assert.Equal(full[^1].Loss, epochs[^1].Loss);
            Assert.Equal(weights, Weights(trainer.Network));
        }
    }

    private static (IReadOnlyList<EpochResult> Epochs, float[] Weights) Train(Recipe recipe)
    {
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { ImitatesBFloat16 = true });
        var epochs = trainer.Run(TestContext.Current.CancellationToken);
        return (epochs, Weights(trainer.Network));
    }

    private static float[] Weights(ArbexNet network)
    {
        using var scope = NewDisposeScope();
        return Joined(network.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach()))
            .data<float>().ToArray();
    }

    private static ArbexNet Network(ChannelActivation activation)
    {
        Seeding.Start(2);
        var options = TinyNetwork.Options;
        return new ArbexNet(
            options with
            {
                Image = options.Image with { Activation = activation },
                Landmark = options.Landmark with { Activation = activation },
                Fusion = options.Fusion with { DropPath = [0, 0, 0] },
                Reliability = options.Reliability with { HeadDropout = 0 },
            },
            8);
    }

    private static Tensor Images() => randn(16, 3, 32, 32);

    private static Dictionary<string, Tensor> Gradients(ArbexNet network, Tensor images, ComputePrecision precision)
    {
        network.Encoder.Precision = precision;
        network.zero_grad();
        var targets = nn.functional.one_hot(arange(16) % tensor(8L), 8).to(ScalarType.Float32);
        ReliabilityLoss.Compute(network.call(images), network.Balancer.Anchors, targets, new LossOptions()).Total.backward();
        return network.named_parameters()
            .Where(pair => pair.parameter.grad is not null)
            .ToDictionary(pair => pair.name, pair => pair.parameter.grad!.clone());
    }

    private static Tensor Joined(IReadOnlyDictionary<string, Tensor> tensors) =>
        cat([.. tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.flatten())]);
}
