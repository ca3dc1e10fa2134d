using Arbex.Evaluation;
using Arbex.Evaluation.Report;

namespace Arbex.Tests.Evaluation.Report;

public sealed class ShownTests
{
    private static readonly MetricEntry Share = MetricCatalog.All.Single(metric => metric.Key == "accuracy");
    private static readonly MetricEntry Number = MetricCatalog.All.Single(metric => metric.Key == "nll");

    [Fact]
    public void Numbers_have_their_units_and_true_minus_signs()
    {
        Assert.Equal("80.3\u00A0%", Shown.Percent(0.8034));
        Assert.Equal("−0.500", Shown.Number(-0.5));
        Assert.Equal("–", Shown.Percent(double.NaN));
        Assert.Equal("12,345", Shown.Count(12345));
        Assert.Equal("+1.2\u00A0points", Shown.Difference(Share, 0.0121));
        Assert.Equal("−0.012", Shown.Difference(Number, -0.012));
        Assert.Equal("79.0 – 81.6\u00A0%", Shown.Range(Share, new(0.79, 0.816)));
        Assert.Equal("", Shown.Range(Share, new(double.NaN, double.NaN)));
        Assert.Equal("−0.2 to +0.4", Shown.DifferenceRange(Share, new(-0.002, 0.004)));
        Assert.Equal(("p < 0.001", "p = 0.05"), (Shown.PValue(1e-5), Shown.PValue(0.05)));
    }
}
