namespace Arbex.Evaluation;

/// <summary>How many errors remain if only the surest predictions are answered.</summary>
/// <remarks>
/// Geifman and El-Yaniv, NeurIPS 2017; Geifman, Uziel and El-Yaniv, ICLR 2019 (area and excess area). Equal
/// confidences stay in the order of the samples.
/// </remarks>
public static class RiskCoverage
{
    /// <summary>Area under the curve: mean over j of the error share among the j surest, in [0, 1].</summary>
    /// <param name="confidence">How sure each prediction is, shape [n].</param>
    /// <param name="correct">Whether it is right, shape [n].</param>
    public static double Area(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        double sum = 0;
        var curve = Curve(confidence, correct);
        foreach (var risk in curve)
        {
            sum += risk;
        }

        return sum / curve.Length;
    }

    /// <summary>The curve itself: at position j - 1 the error share among the j surest, each in [0, 1].</summary>
    /// <param name="confidence">How sure each prediction is, shape [n].</param>
    /// <param name="correct">Whether it is right, shape [n].</param>
    public static double[] Curve(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        var sorted = SurestFirst(confidence, correct);
        var (curve, errors) = (new double[sorted.Length], 0);
        for (var j = 0; j < sorted.Length; j++)
        {
            errors += sorted[j] ? 0 : 1;
            curve[j] = (double)errors / (j + 1);
        }

        return curve;
    }

    /// <summary>The area of the best order with as many errors: all of them last.</summary>
    /// <param name="samples">Number of predictions, at least 1.</param>
    /// <param name="errors">Wrong ones among them, in [0, <paramref name="samples"/>].</param>
    public static double BestArea(int samples, int errors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errors, samples);
        double sum = 0;
        for (var t = 1; t <= errors; t++)
        {
            sum += (double)t / (samples - errors + t);
        }

        return sum / samples;
    }

    /// <summary>Accuracy of the surest predictions.</summary>
    /// <param name="confidence">How sure each prediction is, shape [n].</param>
    /// <param name="correct">Whether it is right, shape [n].</param>
    /// <param name="coverage">Share c that is answered, in (0, 1]: the surest ceil(c n).</param>
    public static double SelectiveAccuracy(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct, double coverage)
    {
        if (!(coverage > 0 && coverage <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "Expected a share in (0, 1].");
        }

        var sorted = SurestFirst(confidence, correct);
        // 0.7 x 10 is a little more than 7 in binary and must still mean 7.
        var answered = Math.Clamp((int)Math.Ceiling((coverage * sorted.Length) - 1e-9), 1, sorted.Length);
        return (double)sorted.AsSpan(0, answered).Count(true) / answered;
    }

    private static bool[] SurestFirst(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        if (confidence.IsEmpty || confidence.Length != correct.Length)
        {
            throw new ArgumentException(
                $"Got {confidence.Length} confidences and {correct.Length} outcomes. Expected equally many, at least "
                + "one.",
                nameof(correct));
        }

        return
        [
            .. confidence.ToArray().Zip(correct.ToArray()).OrderByDescending(pair => pair.First)
                .Select(pair => pair.Second),
        ];
    }
}
