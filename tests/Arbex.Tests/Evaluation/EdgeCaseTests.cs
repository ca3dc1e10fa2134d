using Arbex.Evaluation;

namespace Arbex.Tests.Evaluation;

public sealed class EdgeCaseTests
{
    [Fact]
    public void All_right_and_certain_is_perfect()
    {
        var metrics = DistributionMetrics.Compute([1, 0, 0, 1, 1, 0], [0, 1, 0], 2);
        Assert.Equal((1.0, 1.0, 1.0), (metrics.Accuracy, metrics.MacroF1, metrics.CohenKappa));
        Assert.Equal(
            (0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
            (metrics.Ece, metrics.Mce, metrics.Brier, metrics.Nll, metrics.Aurc, metrics.EAurc));
        Assert.True(double.IsNaN(metrics.ErrorAuroc));
        Assert.Equal(0, metrics.MeanNormalizedEntropy);
    }

    [Fact]
    public void All_wrong_and_certain_is_as_bad_as_can_be()
    {
        var metrics = DistributionMetrics.Compute([1, 0, 0, 1], [1, 0], 2);
        Assert.Equal((0.0, 0.0, 1.0), (metrics.Accuracy, metrics.MacroF1, metrics.Ece));
        Assert.Equal((2.0, 1.0, 0.0), (metrics.Brier, metrics.Aurc, metrics.EAurc));
        // Probability exactly 0 counts as 1e-12.
        Assert.Equal(12 * Math.Log(10), metrics.Nll, 1e-9);
        Assert.Equal(-1, metrics.MatthewsCorrelation, 1e-12);
    }

    [Fact]
    public void An_absent_class_counts_in_macro_averages_but_not_in_balanced_accuracy()
    {
        var metrics = DistributionMetrics.Compute([.8, .1, .1, .1, .8, .1], [0, 1], 3);
        Assert.Equal(2.0 / 3, metrics.MacroF1, 1e-12);
        Assert.Equal(2.0 / 3, metrics.MacroRecall, 1e-12);
        Assert.Equal(1, metrics.BalancedAccuracy);
        Assert.Equal(1, metrics.WeightedF1);
        Assert.Equal(new ClassMetrics(0, 0, 0, 0), metrics.PerClass[2]);
    }

    [Fact]
    public void Ties_go_to_the_first_class()
    {
        var predictions = new Predictions([.5, .5, .25, .75], [1, 1], 2);
        Assert.Equal([0, 1], predictions.Predicted);
        Assert.Equal([false, true], predictions.Correct);
    }

    [Fact]
    public void The_second_best_class_is_found_by_index_on_ties()
    {
        // Uniform over four: the first two classes are the top two.
        double[] uniform = [.25, .25, .25, .25];
        Assert.Equal(
            0.5, ProperScores.TopTwoAccuracy(new([.. uniform, .. uniform, .. uniform, .. uniform], [0, 1, 2, 3], 4)));
    }

    [Fact]
    public void Bins_are_open_below_and_closed_above()
    {
        // 0.3 belongs to (0.2, 0.3] although 0.3 x 10 is not exactly 3; 0 to the first bin, 1 to the last.
        for (var i = 0; i <= 10; i++)
        {
            var edge = i / 10.0;
            var above = Math.Min(1, Math.BitIncrement(edge));
            var apart = i is not 0 and not 10;
            // In bins of their own the gaps 1 - p and p add up; in one bin they cancel in part.
            var error = CalibrationError.Expected([edge, above], [true, false], 10);
            Assert.Equal(apart ? 0.5 : Math.Abs(1 - (2 * edge)) / 2, error, 1e-12);
        }
    }

    [Fact]
    public void More_groups_than_samples_leave_groups_empty() =>
        Assert.Equal((0.1 + 0.4) / 2, CalibrationError.Adaptive([.9, .4], [true, false], 10), 1e-12);

    [Fact]
    public void Equal_confidences_keep_the_order_of_the_samples()
    {
        // Errors first: 1/1, 1/2; errors last: 0/1, 1/2.
        Assert.Equal(0.75, RiskCoverage.Area([.5, .5], [false, true]));
        Assert.Equal(0.25, RiskCoverage.Area([.5, .5], [true, false]));
        Assert.Equal(0.5, ErrorDetection.AreaUnderRoc([.5, .5], [true, false]));
    }

    [Theory]
    [InlineData(0.7, 7)]
    [InlineData(0.71, 8)]
    [InlineData(1.0, 10)]
    [InlineData(0.001, 1)]
    public void Coverage_is_rounded_up(double coverage, int answered)
    {
        // Only the first "answered" samples are right.
        double[] confidence = [.. Enumerable.Range(0, 10).Select(i => 1 - (i / 20.0))];
        bool[] correct = [.. Enumerable.Range(0, 10).Select(i => i < answered)];
        Assert.Equal(1, RiskCoverage.SelectiveAccuracy(confidence, correct, coverage));
        correct[answered - 1] = false;
        Assert.True(RiskCoverage.SelectiveAccuracy(confidence, correct, coverage) < 1);
    }

    [Fact]
    public void Error_detection_at_95_percent_uses_the_highest_threshold_that_suffices()
    {
        // 19 of 20 right ones are at .9 or above, so the threshold is .9 and the wrong one at .9 passes.
        double[] confidence = [.. Enumerable.Repeat(.9, 19), .2, .9, .8];
        bool[] correct = [.. Enumerable.Repeat(true, 20), false, false];
        Assert.Equal(0.5, ErrorDetection.FalsePositiveRateAt95(confidence, correct));
        // Each of the 19 ties with one wrong one and beats the other; the 20th beats none.
        Assert.Equal(19 * 1.5 / 40, ErrorDetection.AreaUnderRoc(confidence, correct), 1e-12);
    }

    [Fact]
    public void Clusters_that_coincide_have_no_score()
    {
        Assert.True(double.IsNaN(ClusterScores.DaviesBouldin([0, 2, 1, 1], [0, 0, 1, 1])));
        Assert.True(double.IsNaN(ClusterScores.DaviesBouldin([0, 2], [1, 1])));
        Assert.True(double.IsNaN(ClusterScores.CalinskiHarabasz([0, 2], [0, 1])));
        // Two points 0 and 2 against 10 and 12: S = 1 each, D = 10; B = 100, W = 4.
        Assert.Equal(0.2, ClusterScores.DaviesBouldin([0, 2, 10, 12], [0, 0, 5, 5]), 1e-12);
        Assert.Equal(100 / (4 / 2.0), ClusterScores.CalinskiHarabasz([0, 2, 10, 12], [0, 0, 5, 5]), 1e-12);
    }

    [Fact]
    public void One_true_and_predicted_class_leaves_agreement_undefined()
    {
        var metrics = DistributionMetrics.Compute([.9, .1, .8, .2], [0, 0], 2);
        Assert.True(double.IsNaN(metrics.CohenKappa));
        Assert.True(double.IsNaN(metrics.MatthewsCorrelation));
    }

    [Fact]
    public void Input_that_is_no_set_of_distributions_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Predictions([], [], 2));
        Assert.Throws<ArgumentException>(() => new Predictions([.5, .5], [0, 1], 2));
        Assert.Throws<ArgumentException>(() => new Predictions([.5, .5], [2], 2));
        Assert.Throws<ArgumentException>(() => new Predictions([.5, .6], [0], 2));
        Assert.Throws<ArgumentException>(() => new Predictions([1.5, -.5], [0], 2));
        Assert.Throws<ArgumentException>(() => Predictions.FromRows([[.5, .5], [1]], [0, 0]));
        Assert.Contains(
            "diverged", Assert.Throws<ArbexException>(() => new Predictions([double.NaN, .5], [0], 2)).Message);
    }
}
