namespace Arbex.Inference;

/// <summary>Names of what goes into and comes out of an exported model; B faces, N classes, D numbers of an embedding.</summary>
public static class ModelTensors
{
    /// <summary>Input: prepared faces, [B, 3, S, S] in 32-bit floating point.</summary>
    public const string Images = "images";

    /// <summary>Output: L_final, the distribution after balancing, [B, N].</summary>
    public const string Final = "final";

    /// <summary>Output: l, the distribution before balancing, [B, N].</summary>
    public const string Primary = "primary";

    /// <summary>Output: t_g, the correction by anchors, [B, N]; left out of a model without anchors.</summary>
    public const string AnchorCorrection = "anchorCorrection";

    /// <summary>Output: t_a, the correction by attention, [B, N]; left out of a model without anchors.</summary>
    public const string AttentiveCorrection = "attentiveCorrection";

    /// <summary>
    /// Output: confidences (one minus normalised entropy) of l, t_g, t_a and t, [B, 4]; left out of a model without anchors.
    /// </summary>
    public const string Confidences = "confidences";

    /// <summary>Output: e, [B, D].</summary>
    public const string Embedding = "embedding";
}
