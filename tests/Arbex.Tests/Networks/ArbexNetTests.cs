using System.Globalization;
using Arbex.Networks;
using Arbex.Reliability;
using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Tests.Networks;

/// <summary>The whole network: its sizes, its names, and what its answers may depend on.</summary>
public sealed class ArbexNetTests
{
    private const int Classes = 3;

    /// <summary>
    /// The published tensors of POSTER++ for 8 classes, less those that are never computed or whose result is dropped.
    /// </summary>
    [Fact]
    public void POSTER_plus_plus_has_the_published_parameters_that_are_computed()
    {
        const long published = 58_317_363;
        const long imageOutputLayer = 12_847_616;
        const long transformerLeftovers = 1_619_021;
        const long landmarkOutputLayer = 1_007_248 - 911_232;
        using var network = new ArbexNet(ArbexOptions.PosterPlusPlus, 8);
        Assert.Equal(
            published - imageOutputLayer - transformerLeftovers - landmarkOutputLayer,
            network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void The_compact_network_is_small()
    {
        using var network = new ArbexNet(ArbexOptions.Compact, 8);
        var cost = NetworkCost.Of(network);
        Assert.InRange(cost.Parameters, 1_000_000, 3_000_000);
        Assert.InRange(cost.MultiplyAdds, 100_000_000, 150_000_000);
    }

    /// <summary>oneDNN's strided 1x1 convolution corrupts memory at some widths; see docs/decisions/0011.</summary>
    [Fact]
    public void No_1x1_convolution_has_a_stride()
    {
        foreach (var options in ArbexOptions.Presets.Values)
        {
            using var network = new ArbexNet(options, Classes);
            var pointwise = network.modules().OfType<Arbex.Networks.Convolution>().Where(layer => layer.Weight.shape[^1] == 1).ToArray();
            Assert.NotEmpty(pointwise);
            Assert.All(pointwise, layer => Assert.Equal(1, layer.Stride));
        }
    }

    /// <summary>Float32 takes other kernels and another order in memory than float64; a wrong one would still learn a little.</summary>
    [Fact]
    public void Gradients_in_float32_are_those_of_float64()
    {
        using var scope = NewDisposeScope();
        var compact = ArbexOptions.Compact;
        var options = compact with { Fusion = compact.Fusion with { DropPath = [0, 0, 0] } };
        using var single = new ArbexNet(options, Classes);
        using var twice = new ArbexNet(options, Classes);
        twice.load_state_dict(single.state_dict());
        twice.to(ScalarType.Float64);
        var images = randn(8, 3, compact.InputSize, compact.InputSize);
        Backward(single, images);
        Backward(twice, images.to(ScalarType.Float64));

        var exact = twice.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.grad);
        var largest = exact.Values.OfType<Tensor>().Max(gradient => gradient.norm().item<double>());
        var compared = 0;
        foreach (var (name, parameter) in single.named_parameters())
        {
            // A bias before a batch norm has no gradient but rounding errors.
            if (exact[name] is { } gradient && gradient.norm().item<double>() is var size and > 1e-4)
            {
                var difference = (parameter.grad!.to(ScalarType.Float64) - gradient).norm().item<double>();
                // Small gradients are what is left of large ones, and so is their rounding.
                Assert.True(difference < (0.1 * size) + (0.001 * largest), $"{name}: {difference / size:g2} of its gradient");
                compared++;
            }
        }

        Assert.InRange(compared, 150, 500);

        static void Backward(ArbexNet network, Tensor pictures)
        {
            network.train();
            network.call(pictures).Final.log().mean().backward();
        }
    }

    [Fact]
    public void Counting_leaves_the_network_as_it_was()
    {
        using var network = new ArbexNet(SmallNetwork.Options, Classes);
        network.train();
        var before = NetworkCost.Of(network);
        Assert.True(network.training);
        Assert.Equal(before, NetworkCost.Of(network));
    }

    /// <summary>
    /// Checkpoints stay loadable: the keys and shapes of the compact preset are those of the committed list. A change
    /// here breaks every checkpoint written before it and needs a new CheckpointInfo.CurrentFormat.
    /// </summary>
    [Fact]
    public void The_compact_networks_keys_and_shapes_stay()
    {
        using var network = new ArbexNet(ArbexOptions.Compact, 8);
        var actual = network.state_dict().Select(pair => string.Create(
            CultureInfo.InvariantCulture, $"{pair.Key} [{string.Join(", ", pair.Value.shape)}]"));
        Assert.Equal(File.ReadAllLines(GoldenFile.PathOf("keys/compact.txt")), actual);
    }

    [Theory]
    [InlineData(AttentionMode.Tokens)]
    [InlineData(AttentionMode.SingleToken)]
    [InlineData(AttentionMode.CrossBatch)]
    public void In_evaluation_permuting_the_batch_permutes_the_answers(AttentionMode mode)
    {
        using var network = Small(mode);
        network.eval();
        Gen.Shuffle(Enumerable.Range(0, 4).Select(i => (long)i).ToArray()).Holds(
            shuffled =>
            {
                var images = randn(4, 3, 32, 32, ScalarType.Float64);
                var order = tensor(shuffled);
                var (straight, permuted) = (network.call(images), network.call(images.index_select(0, order)));
                TensorAssert.Close(straight.Final.index_select(0, order), permuted.Final, 1e-9, "L_final");
                TensorAssert.Close(straight.Embedding.index_select(0, order), permuted.Embedding, 1e-9, "e");
            },
            8);
    }

    [Theory]
    [InlineData(AttentionMode.Tokens)]
    [InlineData(AttentionMode.SingleToken)]
    [InlineData(AttentionMode.CrossBatch)]
    public void In_evaluation_a_face_alone_gets_the_answer_that_it_gets_in_company(AttentionMode mode)
    {
        using var scope = NewDisposeScope();
        using var network = Small(mode);
        network.eval();
        var images = randn(5, 3, 32, 32, ScalarType.Float64);
        var together = network.call(images);
        for (var i = 0; i < 5; i++)
        {
            var alone = network.call(images[i].unsqueeze(0));
            TensorAssert.Close(together.Primary[i].unsqueeze(0), alone.Primary, 1e-9, "l");
            TensorAssert.Close(together.Attention![i].unsqueeze(0), alone.Attention!, 1e-9, "t_a");
            TensorAssert.Close(together.Final[i].unsqueeze(0), alone.Final, 1e-9, "L_final");
        }
    }

    [Fact]
    public void A_picture_of_another_size_is_refused_with_both_sizes()
    {
        using var scope = NewDisposeScope();
        using var network = Small(AttentionMode.Tokens);
        var refused = Assert.Throws<ArgumentException>(() => network.call(zeros(1, 3, 31, 32, ScalarType.Float64)));
        Assert.Contains("[1, 3, 31, 32]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("[-1, 3, 32, 32]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_landmark_stream_can_locate_68_points()
    {
        using var scope = NewDisposeScope();
        using var stream = new LandmarkBackbone(SmallNetwork.Options.Landmark with { Points = 68 });
        stream.eval();
        Assert.Equal([2, 136], stream.Locate(randn(2, 3, 32, 32)).shape);

        using var without = new LandmarkBackbone(SmallNetwork.Options.Landmark);
        var refused = Assert.Throws<InvalidOperationException>(() => without.Locate(randn(2, 3, 32, 32)));
        Assert.Contains("Points = 68", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_pass_a_projection_where_equation_1_is_wanted_to_the_letter()
    {
        var options = SmallNetwork.Options with { Fusion = SmallNetwork.Options.Fusion with { QueryProjection = true } };
        using var with = new ArbexNet(options, Classes);
        using var without = new ArbexNet(SmallNetwork.Options, Classes);
        Assert.Contains("encoder.fusion1.attention.q.weight", with.state_dict().Keys);
        Assert.DoesNotContain("encoder.fusion1.attention.q.weight", without.state_dict().Keys);
    }

    private static ArbexNet Small(AttentionMode mode)
    {
        var options = SmallNetwork.Options;
        var network = new ArbexNet(
            options with { Reliability = options.Reliability with { AttentionMode = mode } }, Classes);
        network.to(ScalarType.Float64);
        return network;
    }
}
