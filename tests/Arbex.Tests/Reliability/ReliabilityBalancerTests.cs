using Arbex.Losses;
using Arbex.Reliability;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Reliability;

/// <summary>The balancer as a module: without anchors, with anchors at zero, on somebody else's backbone.</summary>
public sealed class ReliabilityBalancerTests
{
    private const int Classes = 3;

    [Fact]
    public void Without_anchors_the_final_answer_is_the_primary_one()
    {
        using var scope = NewDisposeScope();
        using var balancer = new ReliabilityBalancer(
            new ReliabilityOptions { Reduction = 0, AnchorsPerClass = 0 }, width: 6, Classes);
        balancer.eval();
        var output = balancer.call(randn(5, 6));
        TensorAssert.Close(output.Primary, output.Final, 0, "L_final");
        Assert.Null(output.Anchor);
        Assert.Null(output.Attention);
        Assert.Null(output.Correction);
        Assert.Null(balancer.Anchors);
        Assert.DoesNotContain(
            balancer.state_dict().Keys, key => key.StartsWith("anchors", StringComparison.Ordinal)
                || key.StartsWith("attention", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(AnchorStart.Zero, AnchorLossForm.MeanOverPairs, true)]
    [InlineData(AnchorStart.Zero, AnchorLossForm.Hinge, true)]
    [InlineData(AnchorStart.Normal, AnchorLossForm.MeanOverPairs, false)]
    [InlineData(AnchorStart.Normal, AnchorLossForm.Hinge, false)]
    public void A_step_from_zero_moves_one_anchor_of_each_class_and_leaves_the_others_equal(
        AnchorStart start, AnchorLossForm form, bool equal)
    {
        using var scope = NewDisposeScope();
        var options = new ReliabilityOptions
        {
            Reduction = 0,
            HeadWidths = [],
            AnchorsPerClass = 4,
            AnchorStart = start,
            AttentionTokens = 2,
            AttentionHeads = 1,
        };
        using var balancer = new ReliabilityBalancer(options, width: 6, Classes);
        using var optimizer = optim.SGD(balancer.parameters(), 0.1);
        var embeddings = randn(9, 6);
        var targets = eye(Classes).repeat(3, 1);
        ReliabilityLoss.Compute(
            balancer.call(embeddings), balancer.Anchors, targets, new LossOptions { AnchorForm = form }).Total.backward();
        optimizer.step();

        var anchors = balancer.Anchors!.detach();                                   // [N, K, D]
        var apart = (anchors - anchors[.., 3..4]).abs().amax([-1]);                 // [N, K]: from the last slot
        var same = (apart < 1e-7).sum(-1);                                          // [N]
        Assert.Equal(equal ? [3, 3, 3] : [1, 1, 1], same.data<long>().ToArray());
    }

    [Fact]
    public void The_anchors_spread_by_one_over_the_root_of_the_width()
    {
        using var scope = NewDisposeScope();
        using var balancer = new ReliabilityBalancer(new ReliabilityOptions(), width: 768, 8);
        Assert.Equal(1 / Math.Sqrt(128), balancer.Anchors!.std().item<float>(), 4e-3);
    }

    [Fact]
    public void A_width_other_than_the_promised_one_is_refused_with_both_shapes()
    {
        using var scope = NewDisposeScope();
        using var balancer = new ReliabilityBalancer(new ReliabilityOptions(), width: 32, Classes);
        var refused = Assert.Throws<ArgumentException>(() => balancer.call(zeros(2, 31)));
        Assert.Contains("[2, 31]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("32", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>What samples/01-balance-your-own-backbone shows.</summary>
    [Theory]
    [InlineData(AttentionMode.Tokens)]
    [InlineData(AttentionMode.SingleToken)]
    [InlineData(AttentionMode.CrossBatch)]
    public void It_learns_on_a_backbone_that_is_not_ours(AttentionMode mode)
    {
        using var scope = NewDisposeScope();
        var places = tensor(new float[,] { { 0, 2 }, { 2, -1 }, { -2, -1 } });
        var labels = arange(90).remainder(Classes);
        var points = places.index_select(0, labels) + (randn(90, 2) * 0.4);
        var targets = nn.functional.one_hot(labels, Classes).to(ScalarType.Float32);

        using var backbone = nn.Sequential(("hidden", nn.Linear(2, 16)), ("relu", nn.ReLU()));
        using var balancer = new ReliabilityBalancer(
            new ReliabilityOptions
            {
                Reduction = 0,
                HeadWidths = [8],
                HeadDropout = 0.1,
                AnchorsPerClass = 2,
                AttentionMode = mode,
                AttentionTokens = 4,
                AttentionHeads = 2,
            },
            width: 16, Classes);
        using var optimizer = new AdamOptimizer([.. backbone.parameters(), .. balancer.parameters()]);
        for (var step = 0; step < 60; step++)
        {
            using var inner = NewDisposeScope();
            var output = balancer.call(backbone.call(points));
            var loss = ReliabilityLoss.Compute(output, balancer.Anchors, targets, new LossOptions());
            optimizer.ZeroGradients();
            loss.Total.backward();
            optimizer.Step(0.02);
        }

        balancer.eval();
        var answers = balancer.call(backbone.call(points)).Final.argmax(-1);
        Assert.True((answers == labels).sum().item<long>() >= 85, $"{mode} answered too few of 90 rightly");
    }

    [Fact]
    public void A_call_leaves_nothing_behind()
    {
        using var balancer = new ReliabilityBalancer(new ReliabilityOptions(), width: 32, Classes);
        using var embeddings = randn(4, 32);
        TensorLeak.AssertNone(() => balancer.call(embeddings).Dispose());
    }
}
