using Arbex.Networks;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Reliability;

/// <summary>
/// Reliability balancing on top of any backbone: give it embeddings, it gives the primary distribution, both
/// corrections and the final distribution.
/// </summary>
/// <remarks>
/// Paper sections 3.3 and 3.4, equations 9 to 19.
/// <code>
/// embeddings [B, W] -> reduction -> e [B, D]
/// l          softmax(f(e) / tau)                        [B, N]   (9)
/// t_g        softmax over anchors of -|e - a| / delta   [B, N]   (12-14)
/// t_a        softmax of attention over e                [B, N]   (15-17)
/// t          t_g and t_a by confidence                  [B, N]   (18)
/// L_final    l and t by confidence                      [B, N]   (19)
/// </code>
/// With K = 0 there are no anchors and no attention, and L_final is l.
/// </remarks>
/// <example>
/// <code>
/// using var balancer = new ReliabilityBalancer(new ReliabilityOptions(), width: 512, classes: 7);
/// using var output = balancer.call(backbone.call(images));   // any Module&lt;Tensor, Tensor&gt; with 512 outputs
/// var loss = ReliabilityLoss.Compute(output, balancer.Anchors, targets, new LossOptions());
/// </code>
/// </example>
public sealed class ReliabilityBalancer : Module<Tensor, ReliabilityOutput>
{
    private readonly ReliabilityOptions _options;
    private readonly int _width;

    [ComponentName(Name = "reduction")]
    private readonly Linear? _reduction;

    [ComponentName(Name = "normalization")]
    private readonly BatchNormalization? _normalization;

    [ComponentName(Name = "head")]
    private readonly PrimaryHead _head;

    [ComponentName(Name = "anchors")]
    private readonly Parameter? _anchors;

    [ComponentName(Name = "attention")]
    private readonly AttentiveCorrection? _attention;

    /// <summary>Builds the balancing for a backbone.</summary>
    /// <param name="options">Its options; checked first.</param>
    /// <param name="width">Width W of the backbone's embedding.</param>
    /// <param name="classes">Number of classes N, at least 2.</param>
    /// <exception cref="ArbexException">A value is out of range or does not fit another one.</exception>
    public ReliabilityBalancer(ReliabilityOptions options, int width, int classes)
        : base(nameof(ReliabilityBalancer))
    {
        ArgumentNullException.ThrowIfNull(options);
        var reduced = options.Reduction > 0 ? options.Reduction : width;
        _options = options.Validated(reduced, classes);
        _width = width;
        _reduction = options.Reduction > 0 ? Linear(width, reduced) : null;
        _normalization = options.NormalizeEmbedding ? new BatchNormalization(reduced) : null;
        _head = new PrimaryHead(options, reduced, classes);
        if (options.AnchorsPerClass > 0)
        {
            _anchors = Parameter(StartAnchors(options, classes, reduced)); // [N, K, D]
            _attention = new AttentiveCorrection(options, reduced, classes);
        }

        RegisterComponents();
    }

    /// <summary>The anchors a, [N, K, D]; null where K = 0.</summary>
    public Parameter? Anchors => _anchors;

    internal ReliabilityOptions Options => _options;

    /// <summary>The linear layer before e; null where the embedding itself is e.</summary>
    internal Linear? Reduction => _reduction;

    internal BatchNormalization? Normalization => _normalization;

    internal PrimaryHead Head => _head;

    internal AttentiveCorrection? Attention => _attention;

    /// <summary>
    /// How far <see cref="FusionForm.OfficialTrust"/> is faded in, 0 to 1; training moves it, evaluation wants 1.
    /// </summary>
    public double Trust { get; set; } = 1;

    /// <inheritdoc/>
    public override ReliabilityOutput forward(Tensor embeddings)
    {
        Expect.Shape(embeddings, nameof(embeddings), -1, _width);
        using var scope = NewDisposeScope();
        var reduced = _reduction is null ? embeddings.alias() : _reduction.call(embeddings); // [B, D]
        var e = _normalization is null ? reduced : _normalization.call(reduced);             // [B, D]
        var logits = _head.call(e);                                                    // [B, N]
        var seen = _options.DetachCorrections ? e.detach() : e;                         // [B, D]
        var output = _anchors is null
            ? Balance(e, logits, null, null, _options, Trust)
            : Balance(
                e, logits, AnchorCorrection.Distribution(seen, _anchors, _options.Delta), _attention!.call(seen), _options,
                Trust);
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>The pure formula: distributions and corrections in, everything that follows from them out.</summary>
    /// <param name="embedding">e, [B, D]; handed through.</param>
    /// <param name="logits">[B, N].</param>
    /// <param name="anchor">t_g, [B, N], or null for no balancing.</param>
    /// <param name="attention">t_a, [B, N], or null for no balancing.</param>
    /// <param name="options">Temperature, entropy divisor, fusion and detaching.</param>
    /// <param name="trust">How far <see cref="FusionForm.OfficialTrust"/> is faded in, 0 to 1.</param>
    public static ReliabilityOutput Balance(
        Tensor embedding, Tensor logits, Tensor? anchor, Tensor? attention, ReliabilityOptions options, double trust = 1)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(options);
        using var scope = NewDisposeScope();
        var primary = logits.Times(1 / options.Temperature).softmax(-1);  // [B, N], equation 9
        var primaryConfidence = ConfidenceOf(primary, options);     // [B]
        Tensor? correction = null;
        var final = primary.alias();                                // [B, N]
        if (anchor is not null && attention is not null)
        {
            correction = ReliabilityFusion.Combine(
                anchor, ConfidenceOf(anchor, options), attention, ConfidenceOf(attention, options)); // equation 18
            final = options.FusionForm == FusionForm.Confidence
                ? ReliabilityFusion.Combine(
                    primary, primaryConfidence, correction, ConfidenceOf(correction, options))       // equation 19
                : ReliabilityFusion.OfficialTrust(primary, primaryConfidence, correction, trust);
        }

        // Only what was made here leaves this scope: the arguments belong to the caller's.
        return new ReliabilityOutput
        {
            Embedding = embedding,
            Logits = logits,
            Primary = primary.MoveToOuterDisposeScope(),
            PrimaryConfidence = primaryConfidence.MoveToOuterDisposeScope(),
            Anchor = anchor,
            Attention = attention,
            Correction = correction?.MoveToOuterDisposeScope(),
            Final = final.MoveToOuterDisposeScope(),
        };
    }

    private static Tensor ConfidenceOf(Tensor distribution, ReliabilityOptions options)
    {
        var confidence = Confidence.Of(distribution, options.EntropyDivisor);
        return options.DetachConfidence ? confidence.detach() : confidence;
    }

    private static Tensor StartAnchors(ReliabilityOptions options, int classes, int width)
    {
        var shape = new long[] { classes, options.AnchorsPerClass, width };
        return options.AnchorStart == AnchorStart.Zero ? zeros(shape) : randn(shape).TimesInPlace(1 / Math.Sqrt(width));
    }
}
