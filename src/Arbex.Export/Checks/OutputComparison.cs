namespace Arbex.Export.Checks;

/// <summary>Compares what two sides answer to the same batch.</summary>
internal static class OutputComparison
{
    /// <summary>
    /// The largest difference of two numbers, divided by the largest expected magnitude where that is above 1; infinite
    /// where a number is none.
    /// </summary>
    public static double Difference(NamedRows expected, NamedRows actual)
    {
        var (largest, scale) = (0.0, 1.0);
        foreach (var (e, a) in expected.Numbers.Zip(actual.Numbers))
        {
            var difference = Math.Abs((double)e - a);
            if (!double.IsFinite(difference))
            {
                return double.PositiveInfinity;
            }

            (largest, scale) = (Math.Max(largest, difference), Math.Max(scale, Math.Abs(e)));
        }

        return largest / scale;
    }

    /// <summary>
    /// For each row in which another class comes first: how far the expected answer leads over that class.
    /// </summary>
    public static IEnumerable<double> LeadsOverOtherAnswers(NamedRows expected, NamedRows actual)
    {
        for (var row = 0; row < expected.Numbers.Length / expected.Width; row++)
        {
            var (answer, other) = (First(expected.Row(row)), First(actual.Row(row)));
            if (answer != other)
            {
                yield return expected.Row(row)[answer] - (double)expected.Row(row)[other];
            }
        }
    }

    /// <summary>Half the sum of the differences of two distributions, in [0, 1].</summary>
    public static double Distance(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var sum = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            sum += Math.Abs((double)expected[i] - actual[i]);
        }

        return sum / 2;
    }

    /// <summary>The position of the largest number, the first of equals.</summary>
    public static int First(ReadOnlySpan<float> distribution)
    {
        var best = 0;
        for (var i = 1; i < distribution.Length; i++)
        {
            best = distribution[i] > distribution[best] ? i : best;
        }

        return best;
    }
}
