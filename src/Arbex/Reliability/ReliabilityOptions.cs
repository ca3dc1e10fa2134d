using System.Collections.Immutable;

namespace Arbex.Reliability;

/// <summary>Reliability balancing: reduction, primary head, anchors, attention and how they are joined.</summary>
public sealed record ReliabilityOptions
{
    /// <summary>Width D to which the embedding is reduced by one linear layer; 0 leaves the layer out.</summary>
    /// <value>The default value is 128 (section 3).</value>
    public int Reduction { get; init; } = 128;

    /// <summary>
    /// Whether batch norm brings every dimension of the reduced embedding to mean 0 and variance 1. It takes away what
    /// all embeddings share, which otherwise hides their differences from head and anchors when training from nothing.
    /// </summary>
    /// <value>The default value is false: the paper has no such layer.</value>
    public bool NormalizeEmbedding { get; init; }

    /// <summary>Widths of the primary head's hidden layers; empty is one linear layer.</summary>
    /// <value>The default value is 64, 64 (section 4.3).</value>
    public ImmutableArray<int> HeadWidths { get; init; } = [64, 64];

    /// <summary>Probability with which the head's hidden units are dropped in training.</summary>
    /// <value>The default value is 0.5 (section 4.3).</value>
    public double HeadDropout { get; init; } = 0.5;

    /// <summary>Order of batch norm and dropout in the head.</summary>
    /// <value>The default value is <see cref="HeadOrder.NormalizationThenDropout"/>, as published.</value>
    public HeadOrder HeadOrder { get; init; } = HeadOrder.NormalizationThenDropout;

    /// <summary>Anchors K of each class; 0 means no balancing: the primary distribution is the answer.</summary>
    /// <value>The default value is 10 (table 1).</value>
    public int AnchorsPerClass { get; init; } = 10;

    /// <summary>How anchors start.</summary>
    /// <value>The default value is <see cref="AnchorStart.Normal"/>: with zeros only one anchor of a class moves at first.</value>
    public AnchorStart AnchorStart { get; init; } = AnchorStart.Normal;

    /// <summary>Steepness of the similarity, equation 13: smaller is steeper.</summary>
    /// <value>The default value is 1.</value>
    public double Delta { get; init; } = 1;

    /// <summary>Temperature of the primary softmax, equation 9.</summary>
    /// <value>The default value is 1.</value>
    public double Temperature { get; init; } = 1;

    /// <summary>What attends to what in the attentive correction, equations 15 to 17.</summary>
    /// <value>The default value is <see cref="AttentionMode.Tokens"/>.</value>
    public AttentionMode AttentionMode { get; init; } = AttentionMode.Tokens;

    /// <summary>Heads of the attentive correction.</summary>
    /// <value>The default value is 4.</value>
    public int AttentionHeads { get; init; } = 4;

    /// <summary>Tokens into which the reduced embedding is cut in the mode <see cref="AttentionMode.Tokens"/>.</summary>
    /// <value>The default value is 8: 128 = 8 x 16.</value>
    public int AttentionTokens { get; init; } = 8;

    /// <summary>Whether attention answers for each anchor (N x K, summed over K) or for each class (N).</summary>
    /// <value>The default value is <see cref="AttentionReadout.Anchors"/>, as published.</value>
    public AttentionReadout AttentionReadout { get; init; } = AttentionReadout.Anchors;

    /// <summary>The divisor of equation 11.</summary>
    /// <value>The default value is <see cref="EntropyDivisor.LogClasses"/>, which alone gives confidence 0 to uniform.</value>
    public EntropyDivisor EntropyDivisor { get; init; } = EntropyDivisor.LogClasses;

    /// <summary>How l and t become the final distribution.</summary>
    /// <value>The default value is <see cref="FusionForm.Confidence"/>, equation 19.</value>
    public FusionForm FusionForm { get; init; } = FusionForm.Confidence;

    /// <summary>Whether the confidences are taken as constants, so that no gradient flows through them.</summary>
    /// <value>The default value is false, as published.</value>
    public bool DetachConfidence { get; init; }

    /// <summary>
    /// Whether both corrections take the embedding as a constant in training: anchors and attention learn from it, but the
    /// encoder learns through the primary distribution alone. From nothing the encoder then learns as fast as without
    /// balancing; corrections of an embedding that means little yet otherwise hold it up.
    /// </summary>
    /// <value>The default value is false, as published.</value>
    public bool DetachCorrections { get; init; }

    /// <summary>Checks the options on their own.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A value is out of range or does not fit another one.</exception>
    public ReliabilityOptions Validated()
    {
        OptionCheck.InRange(Reduction, 0, 8192, "reliability.reduction");
        OptionCheck.InRange(HeadDropout, 0, 0.99, "reliability.headDropout");
        OptionCheck.Given(HeadWidths, "reliability.headWidths");
        foreach (var width in HeadWidths)
        {
            OptionCheck.InRange(width, 1, 8192, "reliability.headWidths");
        }

        OptionCheck.That(
            AnchorsPerClass is >= 0 and <= 100, // the anchor loss compares each with each
            $"reliability.anchorsPerClass (K) is {AnchorsPerClass}. Expected 0 (no balancing) to 100; the paper uses 10.");
        // Beyond this range float32 divides a distance or a logit into infinity or 0.
        OptionCheck.InRange(Delta, 1e-6, 1e6, "reliability.delta");
        OptionCheck.InRange(Temperature, 1e-6, 1e6, "reliability.temperature");
        OptionCheck.InRange(AttentionHeads, 1, 64, "reliability.attentionHeads");
        OptionCheck.InRange(AttentionTokens, 1, 1024, "reliability.attentionTokens");
        OptionCheck.Defined(HeadOrder, "reliability.headOrder");
        OptionCheck.Defined(AnchorStart, "reliability.anchorStart");
        OptionCheck.Defined(AttentionMode, "reliability.attentionMode");
        OptionCheck.Defined(AttentionReadout, "reliability.attentionReadout");
        OptionCheck.Defined(EntropyDivisor, "reliability.entropyDivisor");
        OptionCheck.Defined(FusionForm, "reliability.fusionForm");
        return this;
    }

    /// <summary>Checks the options together with the sizes around them.</summary>
    /// <param name="width">Width D of the embedding that the anchors live in.</param>
    /// <param name="classes">Number of classes N.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A value is out of range or does not fit another one.</exception>
    public ReliabilityOptions Validated(int width, int classes)
    {
        Validated();
        OptionCheck.InRange(width, 1, 65536, "width");
        OptionCheck.InRange(classes, 2, 10000, "classes");
        if (AnchorsPerClass == 0)
        {
            return this;
        }

        if (AttentionMode == AttentionMode.Tokens)
        {
            OptionCheck.That(
                width % AttentionTokens == 0,
                $"An embedding of {width} cannot be cut into reliability.attentionTokens = {AttentionTokens} tokens. "
                + "Choose a divisor.");
            OptionCheck.That(
                width / AttentionTokens % AttentionHeads == 0,
                $"Tokens of {width / AttentionTokens} are not a multiple of reliability.attentionHeads = {AttentionHeads}. "
                + "Choose other heads or tokens.");
            return this;
        }

        var outputs = AttentionReadout == AttentionReadout.Anchors ? classes * AnchorsPerClass : classes;
        OptionCheck.That(
            outputs % AttentionHeads == 0,
            $"{outputs} attention outputs are not a multiple of reliability.attentionHeads = {AttentionHeads}. "
            + "Choose 1 head, or a divisor.");
        return this;
    }
}
