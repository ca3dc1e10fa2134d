namespace Arbex.Evaluation;

/// <summary>The headline metrics of a resample, given as how often each sample was drawn. One pass, no sorting: a
/// thousand resamples of a large split must take seconds.</summary>
internal sealed class WeightedMetrics
{
    /// <summary>Number of metrics.</summary>
    public const int Count = 7;

    private const int Bins = DistributionMetrics.DefaultBins;

    private readonly Predictions _predictions;
    private readonly double[] _nll;
    private readonly double[] _brier;
    private readonly int[] _bin;
    private readonly int[] _surestFirst;

    public WeightedMetrics(Predictions predictions)
    {
        _predictions = predictions;
        var n = predictions.Samples;
        (_nll, _brier, _bin) = (new double[n], new double[n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            _nll[i] = ProperScores.NegativeLogLikelihood(predictions.Row(i), predictions.Labels[i]);
            _brier[i] = ProperScores.Brier(predictions.Row(i), predictions.Labels[i]);
            _bin[i] = CalibrationError.BinOf(predictions.Confidence[i], Bins);
        }

        _surestFirst = [.. Enumerable.Range(0, n).OrderByDescending(i => predictions.Confidence[i])];
    }

    /// <summary>Accuracy, balanced accuracy, macro F1, ECE, NLL, Brier score and AURC.</summary>
    /// <param name="drawn">How often each sample counts, shape [n].</param>
    /// <param name="metrics">Filled, shape [<see cref="Count"/>].</param>
    public void Compute(ReadOnlySpan<int> drawn, Span<double> metrics)
    {
        var classes = _predictions.Classes;
        var (truth, predicted, right) = (new long[classes], new long[classes], new long[classes]);
        Span<double> confidence = stackalloc double[Bins];
        Span<long> hits = stackalloc long[Bins];
        confidence.Clear();
        hits.Clear();
        double nll = 0, brier = 0;
        long total = 0;
        for (var i = 0; i < drawn.Length; i++)
        {
            var weight = drawn[i];
            if (weight == 0)
            {
                continue;
            }

            var isRight = _predictions.Correct[i] ? weight : 0;
            truth[_predictions.Labels[i]] += weight;
            predicted[_predictions.Predicted[i]] += weight;
            right[_predictions.Labels[i]] += isRight;
            confidence[_bin[i]] += weight * _predictions.Confidence[i];
            hits[_bin[i]] += isRight;
            nll += weight * _nll[i];
            brier += weight * _brier[i];
            total += weight;
        }

        double gap = 0;
        for (var b = 0; b < Bins; b++)
        {
            gap += Math.Abs(hits[b] - confidence[b]);
        }

        metrics[0] = (double)right.Sum() / total;
        (metrics[1], metrics[2]) = ClassAverages(truth, predicted, right);
        metrics[3] = gap / total;
        metrics[4] = nll / total;
        metrics[5] = brier / total;
        metrics[6] = Area(drawn, total);
    }

    private static (double BalancedAccuracy, double MacroF1) ClassAverages(long[] truth, long[] predicted, long[] right)
    {
        double recall = 0, f1 = 0;
        var present = 0;
        for (var k = 0; k < truth.Length; k++)
        {
            recall += truth[k] > 0 ? (double)right[k] / truth[k] : 0;
            present += truth[k] > 0 ? 1 : 0;
            // 2 P R / (P + R), without the two divisions.
            f1 += right[k] > 0 ? 2.0 * right[k] / (truth[k] + predicted[k]) : 0;
        }

        return (recall / present, f1 / truth.Length);
    }

    private double Area(ReadOnlySpan<int> drawn, long total)
    {
        double sum = 0;
        long answered = 0, errors = 0;
        foreach (var i in _surestFirst)
        {
            for (var copy = 0; copy < drawn[i]; copy++)
            {
                answered++;
                errors += _predictions.Correct[i] ? 0 : 1;
                sum += (double)errors / answered;
            }
        }

        return sum / total;
    }
}
