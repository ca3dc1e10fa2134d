using Arbex.Evaluation;
using CsCheck;

namespace Arbex.Tests.Evaluation;

public sealed class CalibrationBinTests
{
    [Fact]
    public void Bins_add_up_to_the_expected_and_the_maximum_error() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[1, 80].Select(Gen.Int[1, 20]).Sample((samples, bins) =>
        {
            double[] confidence = [.. samples.Select(sample => sample.Item1)];
            bool[] outcome = [.. samples.Select(sample => sample.Item2)];
            var drawn = CalibrationError.Bins(confidence, outcome, bins);
            Assert.Equal(bins, drawn.Length);
            Assert.Equal(samples.Length, drawn.Sum(bin => bin.Count));
            Assert.Equal(
                CalibrationError.Expected(confidence, outcome, bins),
                drawn.Sum(bin => bin.Count * bin.Gap) / samples.Length,
                1e-9);
            Assert.Equal(CalibrationError.Maximum(confidence, outcome, bins), drawn.Max(bin => bin.Gap), 1e-9);
            Assert.All(drawn.Where(bin => bin.Count > 0), bin => Assert.InRange(bin.MeanConfidence, bin.Low, bin.High));
        });

    [Fact]
    public void The_risk_curve_ends_at_the_error_rate_and_has_the_area_as_its_mean() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[1, 80].Sample(samples =>
        {
            double[] confidence = [.. samples.Select(sample => sample.Item1)];
            bool[] correct = [.. samples.Select(sample => sample.Item2)];
            var curve = RiskCoverage.Curve(confidence, correct);
            Assert.Equal((double)correct.Count(right => !right) / correct.Length, curve[^1], 1e-12);
            Assert.Equal(RiskCoverage.Area(confidence, correct), curve.Average(), 1e-12);
        });
}
