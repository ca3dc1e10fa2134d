namespace Arbex.Evaluation;

/// <summary>How well the classes separate as clusters in a feature space.</summary>
/// <remarks>
/// Used in the paper's ablations, most likely on the embeddings. Classes without a sample are left out; k counts
/// the others.
/// </remarks>
public static class ClusterScores
{
    /// <summary>Davies and Bouldin's index, lower is better, at least 0; not a number where fewer than two classes
    /// occur or two centroids coincide.</summary>
    /// <remarks>Davies and Bouldin, IEEE PAMI 1979, with p = 1 and q = 2.</remarks>
    /// <param name="features">n x D numbers, row-major.</param>
    /// <param name="labels">n classes, at least 0.</param>
    public static double DaviesBouldin(ReadOnlySpan<double> features, ReadOnlySpan<int> labels) =>
        DaviesBouldin(new ClassClusters(features, labels));

    /// <summary>Calinski and Harabasz's index, higher is better; not a number unless 2 &lt;= k &lt;= n - 1 and the
    /// clusters have some spread. It grows with n: compare only equal n.</summary>
    /// <remarks>Calinski and Harabasz, Communications in Statistics 1974.</remarks>
    /// <param name="features">n x D numbers, row-major.</param>
    /// <param name="labels">n classes, at least 0.</param>
    public static double CalinskiHarabasz(ReadOnlySpan<double> features, ReadOnlySpan<int> labels) =>
        CalinskiHarabasz(new ClassClusters(features, labels));

    internal static double DaviesBouldin(ClassClusters clusters)
    {
        double sum = 0;
        var present = clusters.Present.ToArray();
        foreach (var a in present)
        {
            var worst = double.NegativeInfinity;
            foreach (var b in present.Where(other => other != a))
            {
                var distance = Math.Sqrt(
                    ClassClusters.SquaredDistance(clusters.Centroid(a), clusters.Centroid(b)));
                if (distance == 0)
                {
                    return double.NaN;
                }

                worst = Math.Max(worst, (MeanDistance(clusters, a) + MeanDistance(clusters, b)) / distance);
            }

            sum += worst;
        }

        return present.Length >= 2 ? sum / present.Length : double.NaN;
    }

    internal static double CalinskiHarabasz(ClassClusters clusters)
    {
        var (n, k) = (clusters.Samples, clusters.Present.Count());
        if (k < 2 || k > n - 1 || !(clusters.Within > 0))
        {
            return double.NaN;
        }

        var between = clusters.Present.Sum(
            c => clusters.Sizes[c] * ClassClusters.SquaredDistance(clusters.Centroid(c), clusters.Mean));
        return between / (k - 1) / (clusters.Within / (n - k));
    }

    private static double MeanDistance(ClassClusters clusters, int k) => clusters.Distances[k] / clusters.Sizes[k];
}
