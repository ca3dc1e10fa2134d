namespace Arbex.Evaluation;

/// <summary>How far confidence is from the share of right predictions.</summary>
/// <remarks>
/// Naeini, Cooper and Hauskrecht, AAAI 2015, and Guo et al., ICML 2017 (expected and maximum error); Nguyen and
/// O'Connor, EMNLP 2015 (groups of equal size); Kull et al., NeurIPS 2019 (class by class).
/// </remarks>
public static class CalibrationError
{
    /// <summary>Expected calibration error over bins of equal width, in [0, 1].</summary>
    /// <remarks>Bins are (i/b, (i+1)/b]; confidence 0 falls in the first one.</remarks>
    /// <param name="confidence">Predicted probabilities, shape [n].</param>
    /// <param name="outcome">Whether what was predicted came true, shape [n].</param>
    /// <param name="bins">Number of bins b, at least 1.</param>
    public static double Expected(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> outcome, int bins)
    {
        double sum = 0;
        foreach (var bin in EqualWidth(confidence, outcome, bins))
        {
            sum += bin.Count * bin.Gap;
        }

        return sum / confidence.Length;
    }

    /// <summary>Greatest gap of any bin of equal width, in [0, 1].</summary>
    /// <param name="confidence">Predicted probabilities, shape [n].</param>
    /// <param name="outcome">Whether what was predicted came true, shape [n].</param>
    /// <param name="bins">Number of bins b, at least 1.</param>
    public static double Maximum(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> outcome, int bins) =>
        EqualWidth(confidence, outcome, bins).Max(bin => bin.Gap);

    /// <summary>Expected calibration error over groups of equal size, in [0, 1].</summary>
    /// <remarks>Samples are sorted by confidence, equal ones staying in order; the first n mod b groups have one more.
    /// </remarks>
    /// <param name="confidence">Predicted probabilities, shape [n].</param>
    /// <param name="outcome">Whether what was predicted came true, shape [n].</param>
    /// <param name="bins">Number of groups b, at least 1.</param>
    public static double Adaptive(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> outcome, int bins)
    {
        Check(confidence, outcome, bins);
        var sorted = confidence.ToArray().Zip(outcome.ToArray()).OrderBy(pair => pair.First).ToArray();
        var (sum, start) = (0.0, 0);
        for (var i = 0; i < bins; i++)
        {
            var end = start + (sorted.Length / bins) + (i < sorted.Length % bins ? 1 : 0);
            var bin = new Bin();
            foreach (var (probability, cameTrue) in sorted.AsSpan(start, end - start))
            {
                bin.Add(probability, cameTrue);
            }

            (sum, start) = (sum + (bin.Count * bin.Gap), end);
        }

        return sum / sorted.Length;
    }

    /// <summary>Mean over classes of the expected error of that class's probability, in [0, 1].</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="bins">Number of bins of equal width, at least 1.</param>
    public static double Classwise(Predictions predictions, int bins)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        double sum = 0;
        for (var k = 0; k < predictions.Classes; k++)
        {
            var (probability, isClass) = (new double[predictions.Samples], new bool[predictions.Samples]);
            for (var i = 0; i < predictions.Samples; i++)
            {
                (probability[i], isClass[i]) = (predictions.Row(i)[k], predictions.Labels[i] == k);
            }

            sum += Expected(probability, isClass, bins);
        }

        return sum / predictions.Classes;
    }

    /// <summary>The bins of equal width behind <see cref="Expected"/>, for a reliability diagram.</summary>
    /// <param name="confidence">Predicted probabilities, shape [n].</param>
    /// <param name="outcome">Whether what was predicted came true, shape [n].</param>
    /// <param name="bins">Number of bins b, at least 1.</param>
    /// <returns>All b bins, empty ones included.</returns>
    public static CalibrationBin[] Bins(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> outcome, int bins)
    {
        var sums = EqualWidth(confidence, outcome, bins);
        return [.. sums.Select((bin, i) => new CalibrationBin(
            (double)i / bins, (double)(i + 1) / bins, bin.Count, bin.MeanConfidence, bin.Accuracy))];
    }

    private static Bin[] EqualWidth(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> outcome, int bins)
    {
        Check(confidence, outcome, bins);
        var result = new Bin[bins];
        for (var i = 0; i < confidence.Length; i++)
        {
            result[BinOf(confidence[i], bins)].Add(confidence[i], outcome[i]);
        }

        return result;
    }

    /// <summary>The bin of equal width that holds a confidence.</summary>
    internal static int BinOf(double confidence, int bins)
    {
        var bin = Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1);
        // The product may round across an edge: the comparison with the edges themselves decides.
        while (bin > 0 && confidence <= (double)bin / bins)
        {
            bin--;
        }

        while (bin < bins - 1 && confidence > (double)(bin + 1) / bins)
        {
            bin++;
        }

        return bin;
    }

    private static void Check(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> outcome, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (confidence.IsEmpty || confidence.Length != outcome.Length)
        {
            throw new ArgumentException(
                $"Got {confidence.Length} confidences and {outcome.Length} outcomes. Expected equally many, at least "
                + "one.",
                nameof(outcome));
        }
    }

    private struct Bin
    {
        private double _confidence;
        private int _right;

        public int Count { get; private set; }

        public readonly double MeanConfidence => Count > 0 ? _confidence / Count : 0;

        public readonly double Accuracy => Count > 0 ? (double)_right / Count : 0;

        public readonly double Gap => Count > 0 ? Math.Abs(_right - _confidence) / Count : 0;

        public void Add(double confidence, bool cameTrue)
        {
            Count++;
            _confidence += confidence;
            _right += cameTrue ? 1 : 0;
        }
    }
}
