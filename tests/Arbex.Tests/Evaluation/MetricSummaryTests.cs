using System.Text.Json.Nodes;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Tests.Data;

namespace Arbex.Tests.Evaluation;

public sealed class MetricSummaryTests
{
    [Theory]
    // From printed tables of Student's distribution.
    [InlineData(1, 12.7062047)]
    [InlineData(2, 4.3026527)]
    [InlineData(3, 3.1824463)]
    [InlineData(9, 2.2621572)]
    [InlineData(30, 2.0422725)]
    [InlineData(1000, 1.9623391)]
    public void Quantiles_of_student_are_those_of_the_tables(int degrees, double quantile) =>
        Assert.Equal(quantile, StudentT.TwoSidedQuantile(degrees, 0.95), 1e-6);

    [Fact]
    public void Three_runs_have_mean_sample_deviation_and_an_interval()
    {
        var summary = MetricSummary.Of([0.80, 0.82, 0.84]);
        Assert.Equal(0.82, summary.Mean, 1e-12);
        Assert.Equal(0.02, summary.StandardDeviation, 1e-12);
        Assert.Equal(0.82 - (4.3026527 * 0.02 / Math.Sqrt(3)), summary.Interval.Low, 1e-8);
        Assert.Equal(0.82 + (4.3026527 * 0.02 / Math.Sqrt(3)), summary.Interval.High, 1e-8);
    }

    [Fact]
    public void One_run_has_no_spread()
    {
        var summary = MetricSummary.Of([0.8]);
        Assert.Equal(0.8, summary.Mean);
        Assert.True(double.IsNaN(summary.StandardDeviation) && double.IsNaN(summary.Interval.Low));
    }

    [Fact]
    public void A_comparison_sums_up_every_metric_and_writes_no_infinities()
    {
        var comparison = new EvaluationComparison([("a", Document([.9, .8])), ("b", Document([.9, .2]))]);
        var accuracy = comparison.Final.Single(row => row.Metric.Key == "accuracy").Summary;
        Assert.Equal([1, 0.5], accuracy.Values);
        Assert.Equal(MetricCatalog.All.Length, comparison.Primary.Length);

        var json = JsonNode.Parse(comparison.ToJson())!;
        Assert.Equal(0.75, json["final"]!["accuracy"]!["mean"]!.GetValue<double>());
        Assert.Equal(["a", "b"], json["models"]!.AsArray().Select(model => model!["model"]!.GetValue<string>()));
        Assert.Null(json["final"]!["errorAuroc"]!["mean"]);
    }

    [Fact]
    public void Evaluations_of_other_samples_are_not_compared() => Assert.Throws<ArbexException>(
        () => new EvaluationComparison([("a", Document([.9, .8])), ("b", Document([.9, .2, .4]))]));

    [Fact]
    public void The_catalogue_names_every_metric_once_as_json_does()
    {
        var names = typeof(DistributionMetrics).GetProperties()
            .Where(property => property.PropertyType == typeof(double))
            .Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            MetricCatalog.All.Select(metric => metric.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>Truth 0 throughout, two classes.</summary>
    private static EvaluationDocument Document(double[] first)
    {
        double[][] rows = [.. first.Select(p => new[] { p, 1 - p })];
        var dataset = new MemoryDataset(2, [.. first.Select((_, i) => MemoryDataset.Sample(i, 0, 2))]);
        return EvaluationDocument.Compute(dataset, DataSplit.Test, new()
        {
            Samples = [.. first.Select((_, i) => i)],
            Labels = new int[first.Length],
            Final = rows,
            Primary = rows,
        });
    }
}
