namespace Arbex.Evaluation;

/// <summary>Whether two classifiers on the same samples differ by more than chance.</summary>
/// <remarks>McNemar, Psychometrika 1947, with Edwards' continuity correction; exact below 25 disagreements.</remarks>
/// <param name="Statistic">(|f - b| - 1)^2 / (f + b); 0 without disagreement.</param>
/// <param name="PValue">Two-sided, in [0, 1]; 1 without disagreement.</param>
/// <param name="IsExact">Whether the binomial distribution was used instead of chi-squared.</param>
public sealed record McNemar(double Statistic, double PValue, bool IsExact)
{
    private const int EnoughDisagreements = 25;

    /// <summary>Compares.</summary>
    /// <param name="firstOnly">Samples f that only the first gets right, at least 0.</param>
    /// <param name="secondOnly">Samples b that only the second gets right, at least 0.</param>
    public static McNemar Compare(int firstOnly, int secondOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(secondOnly);
        double difference = Math.Abs((double)firstOnly - secondOnly) - 1, total = (double)firstOnly + secondOnly;
        var statistic = total > 0 ? difference * difference / total : 0;
        var exact = total < EnoughDisagreements;
        var p = exact ? Binomial(firstOnly, secondOnly) : ComplementaryErrorFunction.At(Math.Sqrt(statistic / 2));
        return new(statistic, p, exact);
    }

    // Twice the smaller tail of Binomial(f + b, 1/2), at most 1.
    private static double Binomial(int f, int b)
    {
        var (term, tail, total) = (Math.Pow(0.5, f + b), 0.0, f + b);
        for (var i = 0; i <= Math.Min(f, b); i++)
        {
            tail += term;
            term *= (double)(total - i) / (i + 1);
        }

        return Math.Min(1, 2 * tail);
    }
}
