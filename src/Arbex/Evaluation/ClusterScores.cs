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
    public static double DaviesBouldin(ReadOnlySpan<double> features, ReadOnlySpan<int> labels)
    {
        var clusters = Clusters(features, labels);
        double sum = 0;
        foreach (var a in clusters)
        {
            var worst = double.NegativeInfinity;
            foreach (var b in clusters)
            {
                if (ReferenceEquals(a, b))
                {
                    continue;
                }

                var distance = Math.Sqrt(SquaredDistance(a.Centroid, b.Centroid));
                if (distance == 0)
                {
                    return double.NaN;
                }

                worst = Math.Max(worst, (a.MeanDistance + b.MeanDistance) / distance);
            }

            sum += worst;
        }

        return clusters.Count >= 2 ? sum / clusters.Count : double.NaN;
    }

    /// <summary>Calinski and Harabasz's index, higher is better; not a number unless 2 &lt;= k &lt;= n - 1 and the
    /// clusters have some spread. It grows with n: compare only equal n.</summary>
    /// <remarks>Calinski and Harabasz, Communications in Statistics 1974.</remarks>
    /// <param name="features">n x D numbers, row-major.</param>
    /// <param name="labels">n classes, at least 0.</param>
    public static double CalinskiHarabasz(ReadOnlySpan<double> features, ReadOnlySpan<int> labels)
    {
        var clusters = Clusters(features, labels);
        var (n, k) = (labels.Length, clusters.Count);
        if (k < 2 || k > n - 1)
        {
            return double.NaN;
        }

        var mean = Mean([.. clusters.SelectMany(cluster => cluster.Members)]);
        var between = clusters.Sum(cluster => cluster.Members.Length * SquaredDistance(cluster.Centroid, mean));
        var within = clusters.Sum(c => c.Members.Sum(member => SquaredDistance(member, c.Centroid)));
        return within > 0 ? between / (k - 1) / (within / (n - k)) : double.NaN;
    }

    private static List<Cluster> Clusters(ReadOnlySpan<double> features, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty || features.IsEmpty || features.Length % labels.Length != 0)
        {
            throw new ArgumentException(
                $"Got {features.Length} numbers for {labels.Length} samples. Expected at least one sample, and equally "
                + "many numbers for each.",
                nameof(features));
        }

        var width = features.Length / labels.Length;
        var members = new SortedDictionary<int, List<double[]>>();
        for (var i = 0; i < labels.Length; i++)
        {
            members.TryAdd(labels[i], []);
            members[labels[i]].Add(features.Slice(i * width, width).ToArray());
        }

        return [.. members.Values.Select(rows => new Cluster([.. rows]))];
    }

    private static double[] Mean(double[][] rows)
    {
        var mean = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var d = 0; d < mean.Length; d++)
            {
                mean[d] += row[d];
            }
        }

        return Array.ConvertAll(mean, sum => sum / rows.Length);
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        double sum = 0;
        for (var d = 0; d < a.Length; d++)
        {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }

        return sum;
    }

    private sealed class Cluster
    {
        public Cluster(double[][] members)
        {
            Members = members;
            Centroid = Mean(members);
            MeanDistance = members.Average(member => Math.Sqrt(SquaredDistance(member, Centroid)));
        }

        public double[][] Members { get; }

        public double[] Centroid { get; }

        public double MeanDistance { get; }
    }
}
