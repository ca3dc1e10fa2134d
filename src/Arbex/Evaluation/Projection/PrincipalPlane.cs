using Arbex.Imaging;

namespace Arbex.Evaluation.Projection;

/// <summary>Where a layout starts: the samples along the two directions in which they differ most, very
/// small.</summary>
internal static class PrincipalPlane
{
    private const long StartStream = 0x74_53_4E_45;
    private const double Spread = 1e-4;
    private const double Jitter = 1e-6;
    private const int PowerSteps = 50;

    /// <summary>Coordinates with a standard deviation of 1e-4 along the first axis, and a little noise so that equal
    /// samples can part.</summary>
    /// <param name="rows">n rows of D numbers.</param>
    /// <param name="seed">Decides the noise and the direction that the search starts in.</param>
    /// <returns>n x 2 numbers, row-major.</returns>
    public static double[] Start(IReadOnlyList<float[]> rows, long seed)
    {
        var random = SeededRandom.ForStream(seed, StartStream);
        var centred = Centred(rows);
        var first = Direction(centred, random, not: null);
        var second = Direction(centred, random, not: first);
        var points = new double[2 * rows.Count];
        double squares = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            points[2 * i] = Dot(centred[i], first);
            points[(2 * i) + 1] = Dot(centred[i], second);
            squares += points[2 * i] * points[2 * i];
        }

        var deviation = Math.Sqrt(squares / rows.Count);
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (deviation > 0 ? points[i] / deviation * Spread : 0) + (Jitter * random.NextGaussian());
        }

        return points;
    }

    private static double[][] Centred(IReadOnlyList<float[]> rows)
    {
        var mean = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var d = 0; d < mean.Length; d++)
            {
                mean[d] += row[d] / (double)rows.Count;
            }
        }

        return [.. rows.Select(row => row.Select((value, d) => value - mean[d]).ToArray())];
    }

    /// <summary>Power iteration on the covariance, orthogonal to an earlier direction.</summary>
    private static double[] Direction(double[][] centred, SeededRandom random, double[]? not)
    {
        var direction = new double[centred[0].Length];
        for (var d = 0; d < direction.Length; d++)
        {
            direction[d] = random.NextGaussian();
        }

        for (var step = 0; step < PowerSteps; step++)
        {
            var next = new double[direction.Length];
            foreach (var row in centred)
            {
                var along = Dot(row, direction);
                for (var d = 0; d < next.Length; d++)
                {
                    next[d] += along * row[d];
                }
            }

            Remove(next, not);
            var length = Math.Sqrt(Dot(next, next));
            if (length == 0)
            {
                return next; // no spread is left
            }

            direction = Array.ConvertAll(next, value => value / length);
        }

        return direction;
    }

    private static void Remove(double[] vector, double[]? direction)
    {
        if (direction is null)
        {
            return;
        }

        var along = Dot(vector, direction);
        for (var d = 0; d < vector.Length; d++)
        {
            vector[d] -= along * direction[d];
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var d = 0; d < a.Length; d++)
        {
            sum += a[d] * b[d];
        }

        return sum;
    }
}
