using Arbex.Reliability;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>The whole network: encoder and reliability balancing.</summary>
/// <remarks>
/// Paper figure 2.
/// <code>
/// images [B, 3, S, S] -> embedding [B, E] -> l, t_g, t_a, t, L_final, each [B, N]
/// </code>
/// </remarks>
public sealed class ArbexNet : Module<Tensor, ReliabilityOutput>
{
    [ComponentName(Name = "encoder")]
    private readonly CrossFusionEncoder _encoder;

    [ComponentName(Name = "balancer")]
    private readonly ReliabilityBalancer _balancer;

    /// <summary>Builds the network.</summary>
    /// <param name="options">All sizes; checked before any tensor is made.</param>
    /// <param name="classes">Number of classes N, at least 2.</param>
    /// <exception cref="ArbexException">The sizes do not fit one another.</exception>
    public ArbexNet(ArbexOptions options, int classes)
        : base(nameof(ArbexNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Validated(classes);
        Classes = classes;
        NativeRuntime.Prepare();
        _encoder = new CrossFusionEncoder(options);
        _balancer = new ReliabilityBalancer(options.Reliability, options.Transformer.Width, classes);
        RegisterComponents();
    }

    /// <summary>All sizes.</summary>
    public ArbexOptions Options { get; }

    /// <summary>Number of classes N.</summary>
    public int Classes { get; }

    /// <summary>The encoder p.</summary>
    public CrossFusionEncoder Encoder => _encoder;

    /// <summary>Head, anchors and attention.</summary>
    public ReliabilityBalancer Balancer => _balancer;

    /// <inheritdoc/>
    public override ReliabilityOutput forward(Tensor images)
    {
        using var embeddings = _encoder.call(images); // [B, E]
        return _balancer.call(embeddings);
    }
}
