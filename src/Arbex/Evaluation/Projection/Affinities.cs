namespace Arbex.Evaluation.Projection;

/// <summary>How near samples are to one another, as a distribution over pairs.</summary>
internal static class Affinities
{
    private const int Lanes = 4;
    private const int MostBisections = 64;
    private const double EntropyTolerance = 1e-6;

    /// <summary>Neighbourhoods of a given size around each sample, made symmetric.</summary>
    /// <param name="rows">n rows.</param>
    /// <param name="perplexity">exp of each neighbourhood's entropy.</param>
    /// <returns>p_ij, sum 1, row-major; each row is padded with zeros to a whole number of vectors.</returns>
    public static double[] Of(IReadOnlyList<float[]> rows, double perplexity)
    {
        var n = rows.Count;
        var stride = (n + Lanes - 1) / Lanes * Lanes;
        var distances = SquaredDistances(rows, stride);
        var conditional = new double[n];
        var joint = new double[n * stride];
        for (var i = 0; i < n; i++)
        {
            Neighbourhood(distances.AsSpan(i * stride, n), i, Math.Log(perplexity), conditional);
            for (var j = 0; j < n; j++)
            {
                joint[(i * stride) + j] += conditional[j] / (2.0 * n);
                joint[(j * stride) + i] += conditional[j] / (2.0 * n);
            }
        }

        return joint;
    }

    private static double[] SquaredDistances(IReadOnlyList<float[]> rows, int stride)
    {
        var distances = new double[rows.Count * stride];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                double sum = 0;
                var (a, b) = (rows[i], rows[j]);
                for (var d = 0; d < a.Length; d++)
                {
                    var difference = (double)a[d] - b[d];
                    sum += difference * difference;
                }

                distances[(i * stride) + j] = distances[(j * stride) + i] = sum;
            }
        }

        return distances;
    }

    /// <summary>exp(-beta d^2), normalised, with beta such that the entropy is as asked.</summary>
    private static void Neighbourhood(ReadOnlySpan<double> distances, int self, double entropy, Span<double> result)
    {
        // Only differences of distances matter; the nearest is 0, so that no sum vanishes.
        var nearest = double.PositiveInfinity;
        double mean = 0;
        for (var j = 0; j < distances.Length; j++)
        {
            nearest = j == self ? nearest : Math.Min(nearest, distances[j]);
            mean += distances[j] / (distances.Length - 1);
        }

        var (beta, low, high) = (mean > nearest ? 1 / (mean - nearest) : 1.0, 0.0, double.PositiveInfinity);
        for (var step = 0; step < MostBisections; step++)
        {
            double sum = 0, weighted = 0;
            for (var j = 0; j < distances.Length; j++)
            {
                var above = distances[j] - nearest;
                result[j] = j == self ? 0 : Math.Exp(-beta * above);
                sum += result[j];
                weighted += result[j] * above;
            }

            foreach (ref var p in result)
            {
                p /= sum;
            }

            var excess = Math.Log(sum) + (beta * weighted / sum) - entropy;
            if (Math.Abs(excess) < EntropyTolerance)
            {
                break;
            }

            (low, high) = excess > 0 ? (beta, high) : (low, beta);
            beta = double.IsInfinity(high) ? beta * 2 : (low + high) / 2;
        }
    }
}
