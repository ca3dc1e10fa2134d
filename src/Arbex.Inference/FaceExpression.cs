using System.Collections.Immutable;
using Arbex.Inference.Faces;

namespace Arbex.Inference;

/// <summary>What a model says of one face.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record FaceExpression
{
    /// <summary>The most probable expression, whether it is sure enough or not.</summary>
    public string Expression => Final.Top;

    /// <summary>How sure that is, in [0, 1]: its probability after balancing and calibration.</summary>
    public double Confidence => Final.TopProbability;

    /// <summary>Whether the confidence is below what was asked for: then <see cref="Expression"/> is a guess to be left out, or
    /// shown to a person.</summary>
    public bool IsAbstained { get; init; }

    /// <summary>L_final: the distribution after balancing, calibrated where the model was.</summary>
    public required ExpressionDistribution Final { get; init; }

    /// <summary>l: the distribution before balancing.</summary>
    public required ExpressionDistribution Primary { get; init; }

    /// <summary>e, the numbers that the model keeps of the face; empty unless
    /// <see cref="RecognizerOptions.KeepEmbeddings"/> is set.</summary>
    public ImmutableArray<float> Embedding { get; init; } = [];

    /// <summary>Where the face is in its picture; null where the picture was given as the face.</summary>
    public DetectedFace? Face { get; init; }
}
