namespace Arbex.Inference;

/// <summary>A network that answers for prepared faces, on whatever engine.</summary>
/// <threadsafety>Any number of threads may call <see cref="Run"/> at once. A recognizer disposes its model when no call
/// runs.</threadsafety>
public interface IExpressionModel : IDisposable
{
    /// <summary>What the model says of itself.</summary>
    ModelDescription Description { get; }

    /// <summary>Answers for a batch.</summary>
    /// <param name="inputs">B faces [3, S, S], one after another, as the description's preprocessing makes them.</param>
    /// <param name="count">B, at least 1.</param>
    /// <param name="withEmbeddings">Whether embeddings are wanted.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <exception cref="ArbexException">The network does not answer, or not with numbers.</exception>
    ModelAnswers Run(ReadOnlyMemory<float> inputs, int count, bool withEmbeddings, CancellationToken cancellation = default);
}

/// <summary>What a model answers for B faces; rows one after another.</summary>
/// <param name="Final">L_final, [B, N].</param>
/// <param name="Primary">l, [B, N].</param>
/// <param name="Embedding">e, [B, D]; empty where it was not asked for.</param>
public sealed record ModelAnswers(float[] Final, float[] Primary, float[] Embedding)
{
    /// <summary>t_g, [B, N]; empty where the model has no anchors or it was not asked for.</summary>
    public float[] AnchorCorrection { get; init; } = [];

    /// <summary>t_a, [B, N]; empty where the model has no anchors or it was not asked for.</summary>
    public float[] AttentiveCorrection { get; init; } = [];
}
