namespace Arbex.Evaluation;

/// <summary>How well the true classes separate in the embedding e (the scores of the paper's figure 6).</summary>
public sealed record EmbeddingScores
{
    /// <summary>Number of samples n; Calinski and Harabasz's index grows with it.</summary>
    public required int Samples { get; init; }

    /// <summary>Dimensions D of e.</summary>
    public required int Dimensions { get; init; }

    /// <inheritdoc cref="ClusterScores.DaviesBouldin(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public required double DaviesBouldin { get; init; }

    /// <inheritdoc cref="ClusterScores.CalinskiHarabasz(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public required double CalinskiHarabasz { get; init; }

    /// <summary>Computes both.</summary>
    /// <param name="embeddings">e of each sample, n rows of D numbers.</param>
    /// <param name="labels">The true classes, shape [n].</param>
    public static EmbeddingScores Compute(IReadOnlyList<float[]> embeddings, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        var clusters = new ClassClusters(embeddings, labels);
        return new()
        {
            Samples = embeddings.Count,
            Dimensions = embeddings[0].Length,
            DaviesBouldin = ClusterScores.DaviesBouldin(clusters),
            CalinskiHarabasz = ClusterScores.CalinskiHarabasz(clusters),
        };
    }
}
