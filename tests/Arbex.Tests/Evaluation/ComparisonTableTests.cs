using System.Text.Json.Nodes;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Tests.Data;

namespace Arbex.Tests.Evaluation;

public sealed class ComparisonTableTests
{
    [Fact]
    public void Each_distribution_that_all_models_have_is_summed_up()
    {
        var comparison = new EvaluationComparison([("a", Document([.9, .8], .6)), ("b", Document([.9, .2], .4))]);
        Assert.Equal([0, 1], comparison.Anchor.Single(row => row.Metric.Key == "accuracy").Summary.Values.Order());
        Assert.Empty(comparison.Attention);
        Assert.Equal("Memory, test: 2 samples, 2 models", comparison.Subject);
        var json = JsonNode.Parse(comparison.ToJson())!;
        Assert.Equal(0.5, json["anchor"]!["accuracy"]!["mean"]!.GetValue<double>());
        Assert.Null(json["attention"]);

        var without = new EvaluationComparison([("a", Document([.9, .8], .6)), ("b", Document([.9, .2]))]);
        Assert.Empty(without.Anchor);
    }

    [Fact]
    public void The_tables_show_mean_deviation_interval_and_each_model()
    {
        var table = new ComparisonTable(
            new EvaluationComparison([("a", Document([.9, .8], .6)), ("b", Document([.9, .2], .4))]));
        Assert.Equal(["final", "primary", "anchor"], table.Distributions);
        Assert.Equal(
            MetricCatalog.All.Where(metric => metric.Interval is not null).Select(metric => metric.Title),
            table.Summaries.Select(row => row.Name));
        Assert.Equal(("75.0 % ± 35.4 %", "-242.7 % to 392.7 %"), table.Summaries[0].Cells[0]);
        Assert.Equal(["100.0 %", "50.0 %"], table.Models.Select(row => row.Cells[0].Value));

        var markdown = table.ToMarkdown();
        Assert.Contains("| Accuracy | 75.0 % ± 35.4 %<br>-242.7 % to 392.7 % |", markdown, StringComparison.Ordinal);
        Assert.Contains("| b | 50.0 % |", markdown, StringComparison.Ordinal);
        Assert.Contains("over the models", markdown, StringComparison.Ordinal);
        Assert.All(
            markdown.Split('\n').Where(line => line.StartsWith('|')),
            line => Assert.Contains(line.Count(letter => letter == '|'), new[] { 5, table.Summaries.Length + 2 }));
    }

    [Fact]
    public void One_model_has_a_mean_without_a_spread() => Assert.Equal(
        ("100.0 % ± -", "- to -"),
        new ComparisonTable(new EvaluationComparison([("a|b", Document([.9, .8]))])).Summaries[0].Cells[0]);

    [Fact]
    public void Folds_have_samples_of_their_own_but_one_part_and_one_list_of_classes()
    {
        var folds = EvaluationComparison.OfFolds([("fold1", Document([.9, .8])), ("fold2", Document([.9, .2, .4]))]);
        Assert.Equal("Memory and the other folds, test: 5 samples, 2 folds", folds.Subject);
        Assert.Contains("too narrow", new ComparisonTable(folds).Note, StringComparison.Ordinal);

        var other = Document([.9, .2]) with { Split = DataSplit.Valid };
        Assert.Contains(
            "'fold2' was evaluated on 2 samples of Memory, Valid",
            Assert.Throws<ArbexException>(
                () => EvaluationComparison.OfFolds([("fold1", Document([.9])), ("fold2", other)])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArbexException>(() => EvaluationComparison.OfFolds(
            [("fold1", Document([.9])), ("fold2", Document([.9]) with { Labels = ["x", "y"] })]));
    }

    /// <summary>Truth 0 throughout, two classes.</summary>
    private static EvaluationDocument Document(double[] first, double? anchor = null)
    {
        double[][] rows = [.. first.Select(p => new[] { p, 1 - p })];
        var dataset = new MemoryDataset(
            2, [.. first.Select((_, i) => MemoryDataset.Sample(i, 0, 2, null, DataSplit.Test))]);
        return EvaluationDocument.Compute(dataset, DataSplit.Test, new()
        {
            Samples = [.. first.Select((_, i) => i)],
            Labels = new int[first.Length],
            Final = rows,
            Primary = rows,
            Anchor = anchor is { } p ? [.. first.Select(_ => new[] { p, 1 - p })] : null,
        });
    }
}
