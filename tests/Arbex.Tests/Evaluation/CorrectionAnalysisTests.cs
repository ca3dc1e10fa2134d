using Arbex.Evaluation;

namespace Arbex.Tests.Evaluation;

public sealed class CorrectionAnalysisTests
{
    [Fact]
    public void Fixed_and_broken_predictions_are_counted()
    {
        // Truth 0 throughout. Primary right, wrong, wrong, right; final right, right, wrong, wrong.
        var primary = Two([.9, .2, .3, .6]);
        var final = Two([.8, .7, .4, .1]);

        var analysis = CorrectionAnalysis.Compute(primary, final, Two([.9, .9, .9, .9]), Two([.9, .1, .9, .9]));

        Assert.Equal((4, 2, 1, 1), (analysis.Samples, analysis.Changed, analysis.Fixed, analysis.Broken));
        Assert.Equal((0.25, 0.25, 0.0), (analysis.FixRate, analysis.BreakRate, analysis.NetGain));
        Assert.Equal((0.5, 0.5), (analysis.FixedOfWrong, analysis.BrokenOfRight));
        Assert.Equal(0.75, analysis.AnchorAttentionAgreement);
        Assert.Equal(1, analysis.McNemar!.PValue);
        Assert.Equal(Uncertainty.MeanNormalizedEntropy(primary), analysis.MeanEntropyBefore);
        Assert.Equal(Uncertainty.MeanNormalizedEntropy(final), analysis.MeanEntropyAfter);
    }

    [Fact]
    public void Shares_of_nothing_are_not_numbers()
    {
        var analysis = CorrectionAnalysis.Compute(Two([.9]), Two([.9]));
        Assert.True(double.IsNaN(analysis.FixedOfWrong));
        Assert.True(double.IsNaN(analysis.AnchorAttentionAgreement));
        Assert.Equal(new McNemar(0, 1, true), analysis.McNemar);
    }

    [Fact]
    public void Different_samples_are_refused() =>
        Assert.Throws<ArgumentException>(() => CorrectionAnalysis.Compute(Two([.9]), Two([.9, .8])));

    [Fact]
    public void Samples_that_are_not_independent_have_no_test_of_chance()
    {
        var (primary, final) = (new Predictions([0.6, 0.4], [1], 2), new Predictions([0.4, 0.6], [1], 2));
        Assert.NotNull(CorrectionAnalysis.Compute(primary, final).McNemar);
        Assert.Null(CorrectionAnalysis.Compute(primary, final, independent: false).McNemar);
    }

    [Theory]
    // Exact: 2 sum_{i <= 2} C(12, i) / 2^12 = 2 (1 + 12 + 66) / 4096.
    [InlineData(10, 2, 49.0 / 12, 158.0 / 4096, true)]
    [InlineData(24, 0, 529.0 / 24, 2.0 / 16777216, true)]
    // Chi-squared with one degree of freedom: erfc(sqrt(x / 2)), from Python's math.erfc.
    [InlineData(25, 0, 576.0 / 25, 1.5866563039511896e-06, false)]
    [InlineData(20, 10, 2.7, 0.10034824646229074, false)]
    [InlineData(15, 15, 1.0 / 30, 0.8551321405847059, false)]
    [InlineData(900, 100, 638.401, 7.442174866578155e-141, false)]
    public void McNemar_is_exact_below_25_disagreements(int first, int second, double statistic, double p, bool exact)
    {
        var test = McNemar.Compare(first, second);
        Assert.Equal(statistic, test.Statistic, 1e-9);
        Assert.Equal(1, test.PValue / p, 1e-9);
        Assert.Equal(exact, test.IsExact);
        Assert.Equal(test, McNemar.Compare(second, first));
    }

    private static Predictions Two(double[] first) =>
        Predictions.FromRows([.. first.Select(p => new[] { p, 1 - p })], new int[first.Length]);
}
