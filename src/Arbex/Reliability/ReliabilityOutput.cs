using static TorchSharp.torch;

namespace Arbex.Reliability;

/// <summary>Everything that reliability balancing says of a batch. All rows are distributions over N classes.</summary>
public sealed record ReliabilityOutput : IDisposable
{
    /// <summary>e, the reduced embedding that the anchors live in: [B, D].</summary>
    public required Tensor Embedding { get; init; }

    /// <summary>The primary head's answer before the softmax: [B, N].</summary>
    public required Tensor Logits { get; init; }

    /// <summary>l, the primary distribution, equation 9: [B, N].</summary>
    public required Tensor Primary { get; init; }

    /// <summary>c_l: [B].</summary>
    public required Tensor PrimaryConfidence { get; init; }

    /// <summary>t_g, the anchor correction, equation 14: [B, N]; null without anchors.</summary>
    public Tensor? Anchor { get; init; }

    /// <summary>t_a, the attentive correction, equation 17: [B, N]; null without anchors.</summary>
    public Tensor? Attention { get; init; }

    /// <summary>t, both corrections together, equation 18: [B, N]; null without anchors.</summary>
    public Tensor? Correction { get; init; }

    /// <summary>L_final, equation 19: [B, N]; equal to <see cref="Primary"/> without anchors.</summary>
    public required Tensor Final { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in All())
        {
            tensor.Dispose();
        }
    }

    /// <summary>Keeps the tensors alive beyond the current dispose scope.</summary>
    internal ReliabilityOutput MoveToOuterDisposeScope()
    {
        foreach (var tensor in All())
        {
            tensor.MoveToOuterDisposeScope();
        }

        return this;
    }

    private IEnumerable<Tensor> All()
    {
        Tensor?[] tensors = [Embedding, Logits, Primary, PrimaryConfidence, Anchor, Attention, Correction, Final];
        return tensors.OfType<Tensor>();
    }
}
