using Arbex.Evaluation;
using Arbex.Imaging;
using CsCheck;

namespace Arbex.Tests.Evaluation;

public sealed class MetricPropertyTests
{
    private const int Classes = 4;
    private const double Tolerance = 1e-9;

    // CsCheck likes round numbers, so equal probabilities and confidences are common.
    private static readonly Gen<(double[] Row, int Label)[]> Samples =
        Gen.Select(Gen.Double[0.001, 1].Array[Classes], Gen.Int[0, Classes - 1], Normalized).Array[1, 60];

    // For what a convention decides on ties: numbers of 53 random bits, which do not repeat.
    private static readonly Gen<(double[] Row, int Label)[]> Untied =
        Gen.Select(Gen.Int[1, 60], Gen.Long, (count, seed) =>
        {
            var random = new SeededRandom(seed);
            return Enumerable.Range(0, count).Select(_ => Normalized(
                [.. Enumerable.Range(0, Classes).Select(_ => random.NextDouble())], random.NextInt(Classes))).ToArray();
        });

    [Fact]
    public void Every_metric_is_in_its_range() => Samples.Sample(samples =>
    {
        var metrics = Compute(samples);
        double[] unit =
        [
            metrics.Accuracy, metrics.BalancedAccuracy, metrics.TopTwoAccuracy, metrics.MacroPrecision,
            metrics.MacroRecall, metrics.MacroF1, metrics.WeightedF1, metrics.Ece, metrics.Ece10, metrics.AdaptiveEce10,
            metrics.ClasswiseEce, metrics.Mce, metrics.Aurc, metrics.SelectiveAccuracy80, metrics.MeanNormalizedEntropy,
        ];
        Assert.All(unit, value => Assert.InRange(value, 0, 1 + Tolerance));
        Assert.InRange(metrics.Brier, 0, 2);
        Assert.InRange(metrics.Nll, 0, 28);
        Assert.InRange(metrics.MeanConfidence, 1.0 / Classes, 1);
        Assert.True(metrics.TopTwoAccuracy >= metrics.Accuracy && metrics.Mce >= metrics.Ece - Tolerance);
    });

    [Fact]
    public void Risk_coverage_lies_between_the_best_order_and_one() => Samples.Sample(samples =>
    {
        var metrics = Compute(samples);
        var errors = samples.Length - (int)Math.Round(metrics.Accuracy * samples.Length);
        Assert.InRange(metrics.Aurc, RiskCoverage.BestArea(samples.Length, errors) - Tolerance, 1);
        Assert.True(metrics.EAurc >= -Tolerance);
        var perfect = Enumerable.Range(0, samples.Length).Select(i => 1 - (i * 0.001)).ToArray();
        var errorsLast = perfect.Select((_, i) => i < samples.Length - errors).ToArray();
        Assert.Equal(RiskCoverage.BestArea(samples.Length, errors), RiskCoverage.Area(perfect, errorsLast), Tolerance);
    });

    [Fact]
    public void The_order_of_samples_does_not_matter() =>
        Gen.Select(Untied, Gen.Long).Sample((samples, seed) =>
        {
            var shuffled = samples.ToArray();
            new SeededRandom(seed).Shuffle(shuffled.AsSpan());
            var (one, other) = (Compute(samples), Compute(shuffled));
            Assert.Equal(one.Confusion.SelectMany(row => row), other.Confusion.SelectMany(row => row));
            foreach (var property in typeof(DistributionMetrics).GetProperties()
                .Where(property => property.PropertyType == typeof(double)))
            {
                Assert.Equal((double)property.GetValue(one)!, (double)property.GetValue(other)!, Tolerance);
            }
        });

    [Fact]
    public void Renaming_classes_does_not_matter_without_ties() => Untied.Sample(samples =>
    {
        var renamed = samples.Select(sample => (sample.Row.Reverse().ToArray(), Classes - 1 - sample.Label)).ToArray();
        var (one, other) = (Compute(samples), Compute(renamed));
        Assert.Equal(one.MacroF1, other.MacroF1, Tolerance);
        Assert.Equal(one.Brier, other.Brier, Tolerance);
        Assert.Equal(one.ClasswiseEce, other.ClasswiseEce, Tolerance);
        Assert.Equal(one.MatthewsCorrelation, other.MatthewsCorrelation, Tolerance);
    });

    [Fact]
    public void The_area_under_roc_counts_pairs() => Samples.Sample(samples =>
    {
        var predictions = Set(samples);
        double wins = 0, pairs = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            for (var j = 0; j < samples.Length; j++)
            {
                if (predictions.Correct[i] && !predictions.Correct[j])
                {
                    pairs++;
                    wins += (Math.Sign(predictions.Confidence[i].CompareTo(predictions.Confidence[j])) + 1) / 2.0;
                }
            }
        }

        Assert.Equal(
            wins / pairs,
            ErrorDetection.AreaUnderRoc(predictions.Confidence.AsSpan(), predictions.Correct.AsSpan()),
            Tolerance);
    });

    [Fact]
    public void Cluster_scores_ignore_moves_and_scale() =>
        Gen.Select(Gen.Long, Gen.Double[-5, 5], Gen.Double[0.5, 3]).Sample((seed, shift, scale) =>
        {
            var random = new SeededRandom(seed);
            double[] features = [.. Enumerable.Range(0, 24).Select(_ => random.NextDouble(-1, 1))];
            int[] labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2];
            var moved = features.Select(x => (x * scale) + shift).ToArray();
            var (before, after) =
                (ClusterScores.DaviesBouldin(features, labels), ClusterScores.DaviesBouldin(moved, labels));
            Assert.Equal(1, after / before, 1e-6);
            Assert.Equal(
                1,
                ClusterScores.CalinskiHarabasz(moved, labels) / ClusterScores.CalinskiHarabasz(features, labels),
                1e-6);
        });

    [Fact]
    public void A_bootstrap_interval_holds_the_value_and_is_a_function_of_its_seed()
    {
        string[] groups = [.. Enumerable.Range(0, 200).Select(i => $"{i / 4}")];
        double[] values = [.. Enumerable.Range(0, 200).Select(i => Math.Sin(i * i))];
        double Mean(int[] drawn) => drawn.Average(i => values[i]);
        var (low, high) = GroupBootstrap.Interval(groups, Mean, 3);
        Assert.InRange(values.Average(), low, high);
        // Four standard errors of a mean of 200 values with standard deviation 0.7 are about 0.2.
        Assert.InRange(high - low, 0.05, 0.5);
        Assert.Equal((low, high), GroupBootstrap.Interval(groups, Mean, 3));
        Assert.NotEqual((low, high), GroupBootstrap.Interval(groups, Mean, 4));
        // One group: every resample is the same.
        Assert.Equal((1.0, 1.0), GroupBootstrap.Interval(["a"], drawn => drawn.Length, 1));
    }

    private static (double[] Row, int Label) Normalized(double[] weights, int label) =>
        ([.. weights.Select(weight => weight / weights.Sum())], label);

    private static Predictions Set((double[] Row, int Label)[] samples) =>
        Predictions.FromRows([.. samples.Select(sample => sample.Row)], [.. samples.Select(sample => sample.Label)]);

    private static DistributionMetrics Compute((double[] Row, int Label)[] samples) =>
        DistributionMetrics.Compute(Set(samples));
}
