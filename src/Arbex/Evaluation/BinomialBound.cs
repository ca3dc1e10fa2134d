namespace Arbex.Evaluation;

/// <summary>How large the true share of errors may be, by a count of errors.</summary>
/// <remarks>Clopper and Pearson 1934: exact, one-sided.</remarks>
public static class BinomialBound
{
    /// <summary>The share that the true one exceeds with a probability of at most 1 - level.</summary>
    /// <param name="errors">Errors that were seen, from 0 to <paramref name="count"/>.</param>
    /// <param name="count">Samples, at least 1.</param>
    /// <param name="level">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level or a count is out of range.</exception>
    /// <returns>The largest share under which so few errors are still as probable as 1 - level; 1 where all were errors.</returns>
    public static double Upper(int errors, int count, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errors, count);
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a level between 0 and 1, such as 0.95.");
        }

        if (errors == count)
        {
            return 1;
        }

        var (low, high) = (0.0, 1.0); // a low level asks for less than was seen
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(errors, count, middle) > 1 - level ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>Probability of at most so many errors: the sum of the binomial terms, in logarithms against underflow.</summary>
    private static double AtMost(int errors, int count, double share)
    {
        if (share is <= 0 or >= 1)
        {
            return share <= 0 ? 1 : 0;
        }

        var right = Math.Log(1 - share);
        var (odds, term) = (Math.Log(share) - right, count * right);
        var sum = Math.Exp(term);
        for (var k = 1; k <= errors; k++)
        {
            term += Math.Log((count - k + 1.0) / k) + odds;
            sum += Math.Exp(term);
        }

        return sum;
    }
}
