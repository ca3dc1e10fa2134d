using System.Collections.Immutable;

namespace Arbex.Losses;

/// <summary>The three losses and their weights: equations 20 to 23.</summary>
public sealed record LossOptions
{
    /// <summary>lambda_cls, the weight of the class loss.</summary>
    /// <value>The default value is 1.</value>
    public double ClassWeight { get; init; } = 1;

    /// <summary>lambda_a, the weight of the anchor loss.</summary>
    /// <value>The default value is 1.</value>
    public double AnchorWeight { get; init; } = 1;

    /// <summary>lambda_c, the weight of the centre loss.</summary>
    /// <value>The default value is 1.</value>
    public double CenterWeight { get; init; } = 1;

    /// <summary>
    /// Weight of a further class loss on the primary distribution alone; not in the paper, so that the head also
    /// learns from samples that the correction gets right.
    /// </summary>
    /// <value>The default value is 0: the paper's three losses.</value>
    public double PrimaryWeight { get; init; }

    /// <summary>
    /// Weight of further class losses on both corrections alone, t_g and t_a; not in the paper. A correction that starts
    /// uncertain has no say in L_final, and so gets no gradient from the class loss: without this it may never learn.
    /// </summary>
    /// <value>The default value is 0: the paper's three losses.</value>
    public double CorrectionWeight { get; init; }

    /// <summary>How much the classes count.</summary>
    /// <value>The default value is <see cref="ClassWeighting.Equal"/>.</value>
    public ClassWeighting ClassWeighting { get; init; }

    /// <summary>Further weights by class name, such as "disgust": 2; a class that is not named has 1.</summary>
    /// <value>The default value is empty.</value>
    public ImmutableSortedDictionary<string, double> ClassWeights { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Whether some classes count more than others.</summary>
    internal bool WeighsClasses => ClassWeighting != ClassWeighting.Equal || ClassWeights.Count > 0;

    /// <summary>Share s of a label that is spread over all classes: (1 - s) y + s / N.</summary>
    /// <value>The default value is 0; table 3 finds 0.11 best.</value>
    public double LabelSmoothing { get; init; }

    /// <summary>The form of the anchor loss, equation 21.</summary>
    /// <value>The default value is <see cref="AnchorLossForm.Hinge"/>, the bounded form.</value>
    public AnchorLossForm AnchorForm { get; init; } = AnchorLossForm.Hinge;

    /// <summary>Distance (per square root of dimension) beyond which the hinge pushes anchors apart no further.</summary>
    /// <value>The default value is 2.</value>
    public double AnchorMargin { get; init; } = 2;

    /// <summary>The form of the centre loss, equation 22.</summary>
    /// <value>The default value is <see cref="CenterLossForm.SquaredPerDimension"/>.</value>
    public CenterLossForm CenterForm { get; init; } = CenterLossForm.SquaredPerDimension;

    /// <summary>Checks the options.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A value is out of range.</exception>
    public LossOptions Validated()
    {
        OptionCheck.InRange(ClassWeight, 0, 1e6, "loss.classWeight");
        OptionCheck.InRange(AnchorWeight, 0, 1e6, "loss.anchorWeight");
        OptionCheck.InRange(CenterWeight, 0, 1e6, "loss.centerWeight");
        OptionCheck.InRange(PrimaryWeight, 0, 1e6, "loss.primaryWeight");
        OptionCheck.InRange(CorrectionWeight, 0, 1e6, "loss.correctionWeight");
        OptionCheck.Defined(ClassWeighting, "loss.classWeighting");
        OptionCheck.Given(ClassWeights, "loss.classWeights");
        foreach (var (name, weight) in ClassWeights)
        {
            OptionCheck.InRange(weight, 0, 1e6, $"loss.classWeights[\"{name}\"]");
        }

        OptionCheck.InRange(LabelSmoothing, 0, 1, "loss.labelSmoothing");
        OptionCheck.Positive(AnchorMargin, "loss.anchorMargin");
        OptionCheck.Defined(AnchorForm, "loss.anchorForm");
        OptionCheck.Defined(CenterForm, "loss.centerForm");
        return this;
    }
}

/// <summary>How much a sample counts in the class losses, by its class.</summary>
public enum ClassWeighting
{
    /// <summary>All samples alike.</summary>
    Equal,

    /// <summary>Inversely to the class's share of the samples that an epoch draws, so that all classes count alike.</summary>
    InverseFrequency,

    /// <summary>By the root of that: half-way.</summary>
    InverseRoot,
}

/// <summary>Forms of the anchor loss, equation 21. All but the hinge have no lower bound.</summary>
public enum AnchorLossForm
{
    /// <summary>Mean over pairs of anchors of different classes of max(0, margin - |a - a'| / sqrt(D))^2.</summary>
    Hinge,

    /// <summary>Minus the mean squared distance over pairs of anchors of different classes, divided by D.</summary>
    MeanOverClasses,

    /// <summary>Minus the mean squared distance over all pairs of distinct anchors, divided by D.</summary>
    MeanOverPairs,

    /// <summary>Equation 21 to the letter: minus the sum of squared distances over all ordered pairs.</summary>
    Sum,

    /// <summary>The published code: pairs of the same slot only, divided by sqrt(D) and K squared.</summary>
    Released,
}

/// <summary>Forms of the centre loss, equation 22.</summary>
public enum CenterLossForm
{
    /// <summary>Mean over the batch of min_k |x - a|^2, divided by D.</summary>
    SquaredPerDimension,

    /// <summary>Mean over the batch of min_k |x - a|^2: equation 22 to the letter.</summary>
    Squared,

    /// <summary>The published code: mean over the batch of min_k |x - a| times c_l, divided by sqrt(D).</summary>
    Released,
}
