namespace Arbex.Reliability;

/// <summary>What attends to what in the attentive correction. The paper leaves it open; see docs/decisions/0005.</summary>
public enum AttentionMode
{
    /// <summary>The embedding is cut into tokens that attend to one another inside one sample.</summary>
    Tokens,

    /// <summary>The literal reading: one sample is one token, whose attention to itself is always 1.</summary>
    SingleToken,

    /// <summary>
    /// What the published code does: the samples of a batch attend to one another. For training only: in evaluation
    /// every sample is its own batch, so that its answer never depends on its neighbours.
    /// </summary>
    CrossBatch,
}

/// <summary>Width of the attentive correction's answer before equation 17.</summary>
public enum AttentionReadout
{
    /// <summary>One value for each anchor, N x K, summed over K after the softmax.</summary>
    Anchors,

    /// <summary>One value for each class, N.</summary>
    Classes,
}

/// <summary>How anchors start.</summary>
public enum AnchorStart
{
    /// <summary>Normal numbers with standard deviation 1/sqrt(D).</summary>
    Normal,

    /// <summary>Zeros, as published: equal anchors of a class get equal gradients, so at first only one of each class moves.</summary>
    Zero,
}

/// <summary>The divisor of the entropy in equation 11.</summary>
public enum EntropyDivisor
{
    /// <summary>ln N: confidence is 0 for the uniform distribution, as the text asks.</summary>
    LogClasses,

    /// <summary>N, as equation 11 prints.</summary>
    Classes,
}

/// <summary>How the primary distribution and the correction are joined.</summary>
public enum FusionForm
{
    /// <summary>Equation 19: weighted by both confidences.</summary>
    Confidence,

    /// <summary>The published code: c_l l + (1 - c_l) t, faded in by a trust that grows from 0 to 1 in training.</summary>
    OfficialTrust,
}

/// <summary>Order of the layers behind a hidden layer's ReLU.</summary>
public enum HeadOrder
{
    /// <summary>Batch norm, then dropout, as published.</summary>
    NormalizationThenDropout,

    /// <summary>Dropout, then batch norm, as the paper's sentence says.</summary>
    DropoutThenNormalization,
}
