using Arbex.Reliability;
using static TorchSharp.torch;

namespace Arbex.Tests.Reliability;

/// <summary>The places where a formula divides by zero or takes the logarithm of it, against reference numbers.</summary>
public sealed class EdgeCaseGoldenTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("uniform")]
    [InlineData("onehot")]
    public void Entropy_and_confidence_agree_at_the_ends_of_their_range(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("edge_cases.json").GetProperty(name);
        var p = golden.Tensor("p");
        TensorAssert.Close(golden.Tensor("H"), Confidence.NormalizedEntropy(p), Tolerance, "H");
        TensorAssert.Close(golden.Tensor("C"), Confidence.Of(p), Tolerance, "C");
    }

    [Fact]
    public void The_divisor_that_equation_11_prints_leaves_the_uniform_distribution_confident()
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("edge_cases.json").GetProperty("entropy_divideN_uniform8");
        var uniform = full([1, 8], 1.0 / 8, ScalarType.Float64);
        TensorAssert.Close(
            golden.Tensor("H"), Confidence.NormalizedEntropy(uniform, EntropyDivisor.Classes), Tolerance, "H");
        TensorAssert.Close(golden.Tensor("C"), Confidence.Of(uniform, EntropyDivisor.Classes), Tolerance, "C");
    }

    [Fact]
    public void Two_uniform_distributions_are_joined_half_and_half()
    {
        using var scope = NewDisposeScope();
        var uniform = full([1, 3], 1.0 / 3, ScalarType.Float64);
        TensorAssert.Close(
            GoldenFile.Read("edge_cases.json").GetProperty("both_uniform_fuse").Tensor("expected"), Join(uniform, uniform),
            Tolerance, "fused");
    }

    [Fact]
    public void Certainty_wins_against_the_uniform_distribution_altogether()
    {
        using var scope = NewDisposeScope();
        var expected = GoldenFile.Read("edge_cases.json").GetProperty("uniform_onehot_fuse").Tensor("expected");
        var uniform = full([1, 3], 1.0 / 3, ScalarType.Float64);
        TensorAssert.Close(expected, Join(uniform, expected), Tolerance, "fused");
        TensorAssert.Close(expected, Join(expected, uniform), Tolerance, "fused the other way");
    }

    [Fact]
    public void An_embedding_on_an_anchor_has_distance_zero_and_a_finite_gradient()
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("edge_cases.json").GetProperty("embedding_equals_anchor_1_0");
        var anchors = GoldenFile.Read("reliability_balancing.json").GetProperty("base").GetProperty("inputs")
            .Tensor("anchors").requires_grad_();
        var embedding = anchors.detach()[1, 0].unsqueeze(0).clone().requires_grad_();

        TensorAssert.Close(golden.Tensor("d"), AnchorCorrection.Distances(embedding, anchors), Tolerance, "d");
        var distribution = AnchorCorrection.Distribution(embedding, anchors, 1);
        TensorAssert.Close(golden.Tensor("t_g"), distribution, Tolerance, "t_g");
        distribution[0, 1].backward();
        TensorAssert.Finite(embedding.grad!, "embedding gradient");
        TensorAssert.Finite(anchors.grad!, "anchor gradient");
    }

    [Fact]
    public void Anchors_at_zero_know_nothing()
    {
        using var scope = NewDisposeScope();
        var expected = GoldenFile.Read("edge_cases.json").GetProperty("zero_anchors").Tensor("t_g").unsqueeze(0);
        var distribution = AnchorCorrection.Distribution(
            randn(1, 8, ScalarType.Float64), zeros(3, 2, 8, ScalarType.Float64), 1);
        TensorAssert.Close(expected, distribution, Tolerance, "t_g");
    }

    private static Tensor Join(Tensor first, Tensor second) =>
        ReliabilityFusion.Combine(first, Confidence.Of(first), second, Confidence.Of(second));
}
