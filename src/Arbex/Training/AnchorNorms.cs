using Arbex.Reliability;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Watches the anchors, which an unbounded anchor loss drives apart without end (figure 7).</summary>
internal static class AnchorNorms
{
    private const double Suspicious = 1e3;

    /// <summary>The largest norm of an anchor; null without anchors.</summary>
    public static double? Largest(ReliabilityBalancer balancer)
    {
        if (balancer.Anchors is not { } anchors)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        return anchors.detach().Squared().sum(-1).max().sqrt().item<float>();
    }

    /// <summary>What to tell of an epoch after which the anchors have grown too far; null where they have not.</summary>
    public static string? WarningOf(EpochResult result) => result.LargestAnchorNorm > Suspicious
        ? $"An anchor has grown to a norm of {result.LargestAnchorNorm:g4} after epoch {result.Epoch}: the anchor loss "
            + "dominates. Set loss.anchorForm to hinge, or lower loss.anchorWeight."
        : null;
}
