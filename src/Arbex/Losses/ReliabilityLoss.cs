using Arbex.Reliability;
using static TorchSharp.torch;

namespace Arbex.Losses;

/// <summary>The weighted sum of the losses, equation 23, and its parts; all scalars.</summary>
/// <param name="Total">What training minimises.</param>
/// <param name="Class">The class loss on L_final.</param>
/// <param name="Anchor">The anchor loss; null without anchors.</param>
/// <param name="Center">The centre loss; null without anchors.</param>
/// <param name="Primary">The class loss on l; null where its weight is 0.</param>
public sealed record ReliabilityLoss(Tensor Total, Tensor Class, Tensor? Anchor, Tensor? Center, Tensor? Primary)
{
    /// <summary>Computes L_total = lambda_cls L_cls + lambda_a L_a + lambda_c L_c.</summary>
    /// <param name="output">What the balancer said of the batch.</param>
    /// <param name="anchors">The balancer's anchors, [N, K, D]; null where K = 0.</param>
    /// <param name="targets">y, [B, N], each row a distribution.</param>
    /// <param name="options">Forms and weights.</param>
    /// <param name="classWeights">[N], or null.</param>
    /// <param name="trust">
    /// Factor on the anchor and centre losses; the published code lets it grow from 0 to 1 in training.
    /// </param>
    public static ReliabilityLoss Compute(
        ReliabilityOutput output, Tensor? anchors, Tensor targets, LossOptions options, Tensor? classWeights = null,
        double trust = 1)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        using var scope = NewDisposeScope();
        var smoothed = ClassLoss.Smooth(targets, options.LabelSmoothing);                // [B, N]
        var classLoss = ClassLoss.Compute(output.Final, smoothed, classWeights);
        var total = classLoss.Times(options.ClassWeight);

        Tensor? primaryLoss = null;
        if (options.PrimaryWeight > 0 && anchors is not null)
        {
            primaryLoss = ClassLoss.Compute(output.Primary, smoothed, classWeights);
            total = total.Plus(primaryLoss.Times(options.PrimaryWeight));
        }

        if (options.CorrectionWeight > 0 && output is { Anchor: { } anchor, Attention: { } attention })
        {
            var corrections = ClassLoss.Compute(anchor, smoothed, classWeights)
                .Plus(ClassLoss.Compute(attention, smoothed, classWeights));
            total = total.Plus(corrections.Times(options.CorrectionWeight));
        }

        Tensor? anchorLoss = null;
        Tensor? centerLoss = null;
        if (anchors is not null)
        {
            anchorLoss = AnchorLoss.Compute(anchors, options.AnchorForm, options.AnchorMargin);
            centerLoss = CenterLoss.Compute(
                output.Embedding, anchors, targets, options.CenterForm, output.PrimaryConfidence);
            total = total
                .Plus(anchorLoss.Times(trust * options.AnchorWeight))
                .Plus(centerLoss.Times(trust * options.CenterWeight));
        }

        return new ReliabilityLoss(
            total.MoveToOuterDisposeScope(),
            classLoss.MoveToOuterDisposeScope(),
            anchorLoss?.MoveToOuterDisposeScope(),
            centerLoss?.MoveToOuterDisposeScope(),
            primaryLoss?.MoveToOuterDisposeScope());
    }
}
