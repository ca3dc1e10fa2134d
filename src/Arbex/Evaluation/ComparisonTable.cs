using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Arbex.Evaluation;

/// <summary>A comparison as the cells of two tables, for a console and for Markdown: the headline metrics of each
/// distribution over the models, and each model's own.</summary>
public sealed class ComparisonTable
{
    private const string Nothing = "-";

    private readonly EvaluationComparison _comparison;

    /// <summary>Makes the cells.</summary>
    /// <param name="comparison">What to show.</param>
    public ComparisonTable(EvaluationComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        _comparison = comparison;
        (string Name, ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Metrics)[] distributions =
        [
            ("final", comparison.Final), ("primary", comparison.Primary), ("anchor", comparison.Anchor),
            ("attention", comparison.Attention),
        ];
        var present = distributions.Where(distribution => !distribution.Metrics.IsEmpty).ToArray();
        Distributions = [.. present.Select(distribution => distribution.Name)];
        Summaries =
        [
            .. Enumerable.Range(0, MetricCatalog.All.Length).Where(i => MetricCatalog.All[i].Interval is not null)
                .Select(i => new ComparisonRow(
                    MetricCatalog.All[i].Title, [.. present.Select(distribution => Cell(distribution.Metrics[i]))])),
        ];
        Models =
        [
            .. comparison.Models.Select((model, m) => new ComparisonRow(
                model.Model,
                [
                    .. comparison.Final.Where(entry => entry.Metric.Interval is not null)
                        .Select(entry => (Show(entry.Metric, entry.Summary.Values[m]), "")),
                ])),
        ];
    }

    /// <summary>The distributions that the models have: final, primary, anchor, attention.</summary>
    public ImmutableArray<string> Distributions { get; }

    /// <summary>Each headline metric: mean and standard deviation, and the interval of the mean, of each of
    /// <see cref="Distributions"/>.</summary>
    public ImmutableArray<ComparisonRow> Summaries { get; }

    /// <summary>Each model's headline metrics of L_final.</summary>
    public ImmutableArray<ComparisonRow> Models { get; }

    /// <summary>What a reader must know of the numbers.</summary>
    public string Note => _comparison.AreFolds
        ? "± is the sample standard deviation over the folds; below it the 95 % interval of their mean (Student's t), "
            + "which is too narrow, since folds share most of their training samples."
        : "± is the sample standard deviation over the models; below it the 95 % interval of their mean (Student's t).";

    /// <summary>Both tables as Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        AppendLine(text, ["", .. Distributions]);
        AppendLine(text, ["---", .. Distributions.Select(_ => "---:")]);
        foreach (var row in Summaries)
        {
            AppendLine(text, [row.Name, .. row.Cells.Select(cell => $"{cell.Value}<br>{cell.Interval}")]);
        }

        text.Append('\n').Append(Note).Append("\n\n");
        AppendLine(text, ["final", .. Summaries.Select(row => row.Name)]);
        AppendLine(text, ["---", .. Summaries.Select(_ => "---:")]);
        foreach (var row in Models)
        {
            AppendLine(text, [row.Name, .. row.Cells.Select(cell => cell.Value)]);
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ")
            .AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))
            .Append(" |\n");

    private static (string Value, string Interval) Cell((MetricEntry Metric, MetricSummary Summary) entry)
    {
        var (metric, summary) = entry;
        return (
            $"{Show(metric, summary.Mean)} ± {Show(metric, summary.StandardDeviation)}",
            $"{Show(metric, summary.Interval.Low)} to {Show(metric, summary.Interval.High)}");
    }

    private static string Show(MetricEntry metric, double value) =>
        !double.IsFinite(value) ? Nothing
        : metric.IsShare ? (100 * value).ToString("f1", CultureInfo.InvariantCulture) + " %"
        : value.ToString("f3", CultureInfo.InvariantCulture);
}

/// <summary>A row of a <see cref="ComparisonTable"/>.</summary>
/// <param name="Name">The metric or the model.</param>
/// <param name="Cells">The numbers, each with its interval, which is empty in a model's row.</param>
public sealed record ComparisonRow(string Name, ImmutableArray<(string Value, string Interval)> Cells);
