namespace Arbex.Evaluation;

/// <summary>Student's distribution, for the mean of a few runs.</summary>
/// <remarks>Abramowitz and Stegun 1964, 26.7.3 and 26.7.4: finite sums for whole degrees of freedom.</remarks>
internal static class StudentT
{
    /// <summary>The t that |T| stays below with a given probability.</summary>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    /// <param name="probability">In (0, 1), such as 0.95.</param>
    public static double TwoSidedQuantile(int degrees, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        var (low, high) = (0.0, 1.0);
        while (Within(degrees, high) < probability)
        {
            high *= 2;
        }

        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Within(degrees, middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>P(|T| &lt;= t).</summary>
    internal static double Within(int degrees, double t)
    {
        var angle = Math.Atan(t / Math.Sqrt(degrees));
        var (sine, cosine) = Math.SinCos(angle);
        var isOdd = degrees % 2 == 1;
        var (term, sum) = (isOdd ? cosine : 1.0, 0.0);
        for (var k = isOdd ? 3 : 2; k <= degrees; k += 2)
        {
            sum += term;
            term *= cosine * cosine * (k - 1) / k;
        }

        return isOdd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
