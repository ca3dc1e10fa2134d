using Arbex.Evaluation;
using Arbex.Imaging;
using CsCheck;

namespace Arbex.Tests.Evaluation;

public sealed class EvaluationIntervalTests
{
    [Fact]
    public void Drawing_each_sample_as_often_as_it_is_repeated_gives_the_metrics_of_the_repeated_samples() =>
        Gen.Long.Sample(
            seed =>
            {
                var random = new SeededRandom(seed);
                var (rows, labels) = Random(random, 30);
                int[] drawn = [.. labels.Select(_ => random.NextInt(4))];
                drawn[0]++;
                int[] repeated = [.. drawn.SelectMany((times, i) => Enumerable.Repeat(i, times))];
                var expected = DistributionMetrics.Compute(Predictions.FromRows(
                    [.. repeated.Select(i => rows[i])], [.. repeated.Select(i => labels[i])]));

                var actual = new double[WeightedMetrics.Count];
                new WeightedMetrics(Predictions.FromRows(rows, labels)).Compute(drawn, actual);

                double[] wanted =
                [
                    expected.Accuracy, expected.BalancedAccuracy, expected.MacroF1, expected.Ece, expected.Nll,
                    expected.Brier, expected.Aurc,
                ];
                Assert.All(wanted.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
            },
            iter: 50);

    [Fact]
    public void Intervals_are_those_of_the_general_bootstrap_and_hold_the_value()
    {
        var (rows, labels) = Random(new SeededRandom(5), 120);
        var predictions = Predictions.FromRows(rows, labels);
        string[] groups = [.. labels.Select((_, i) => $"video {i / 3}")];

        var intervals = EvaluationIntervals.Compute(
            groups, new() { Seed = 7, Resamples = 300 }, predictions, predictions);

        Assert.Equal((40, 300, 7L), (intervals.Groups, intervals.Resamples, intervals.Seed));
        var expected =
            GroupBootstrap.Interval(groups, drawn => drawn.Average(i => predictions.Correct[i] ? 1.0 : 0), 7, 300);
        Assert.Equal(expected.Low, intervals.Final.Accuracy.Low, 1e-12);
        Assert.Equal(expected.High, intervals.Final.Accuracy.High, 1e-12);
        var metrics = DistributionMetrics.Compute(predictions);
        Assert.InRange(metrics.MacroF1, intervals.Final.MacroF1.Low, intervals.Final.MacroF1.High);
        Assert.InRange(metrics.Nll, intervals.Final.Nll.Low, intervals.Final.Nll.High);
        // The same predictions twice: their difference is 0 in every resample.
        Assert.Equal(new MetricInterval(0, 0), intervals.FinalLessPrimary.Accuracy);
        Assert.Null(intervals.Anchor);
    }

    [Fact]
    public void Groups_that_do_not_fit_the_samples_are_refused()
    {
        var (rows, labels) = Random(new SeededRandom(5), 4);
        var predictions = Predictions.FromRows(rows, labels);
        Assert.Throws<ArgumentException>(
            () => EvaluationIntervals.Compute(["a"], new(), predictions, predictions));
        Assert.Throws<ArbexException>(() => new EvaluationOptions { Resamples = -1 }.Validated());
    }

    private static (double[][] Rows, int[] Labels) Random(SeededRandom random, int count)
    {
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            double[] weights = [.. Enumerable.Range(0, 3).Select(_ => random.NextDouble())];
            rows[i] = [.. weights.Select(weight => weight / weights.Sum())];
        }

        return (rows, [.. rows.Select(_ => random.NextInt(3))]);
    }
}
