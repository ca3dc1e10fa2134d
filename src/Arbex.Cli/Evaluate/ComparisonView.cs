using System.Globalization;
using Arbex.Cli.Hosting;
using Arbex.Evaluation;
using Spectre.Console;

namespace Arbex.Cli.Evaluate;

/// <summary>Several models as one table: mean, spread, and each model's own number.</summary>
internal static class ComparisonView
{
    private const int MostColumns = 5;

    public static void Write(IAnsiConsole console, EvaluationComparison comparison)
    {
        var first = comparison.Models[0].Document;
        console.Write(new UnwrappedLine(
            $"{first.Dataset}, {first.Split.ToString().ToLowerInvariant()}: {first.Samples} samples, "
            + $"{comparison.Models.Length} models"));
        foreach (var (index, (model, _)) in comparison.Models.Index())
        {
            console.Write(new UnwrappedLine($"{index + 1}: {model}"));
        }

        console.Write(Table(comparison));
        console.Write(new UnwrappedLine(
            "± is the sample standard deviation over the models; the interval is that of their mean (Student's t)."));
    }

    private static Table Table(EvaluationComparison comparison)
    {
        var columns = comparison.Models.Length <= MostColumns ? comparison.Models.Length : 0;
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(new Text("")));
        IEnumerable<string> headers =
            ["final", "95 % of the mean", .. Enumerable.Range(1, columns).Select(i => $"{i}"), "primary"];
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header)).RightAligned());
        }

        foreach (var ((metric, final), (_, primary)) in comparison.Final.Zip(comparison.Primary))
        {
            if (metric.Interval is null)
            {
                continue;
            }

            table.AddRow(
            [
                new Text(metric.Title),
                new Text(Spread(metric, final)),
                new Text($"{Shown(metric, final.Interval.Low)} to {Shown(metric, final.Interval.High)}"),
                .. final.Values.Take(columns).Select(value => new Text(Shown(metric, value))),
                new Text(Spread(metric, primary)),
            ]);
        }

        return table;
    }

    private static string Spread(MetricEntry metric, MetricSummary summary) =>
        $"{Shown(metric, summary.Mean)} ± {Shown(metric, summary.StandardDeviation)}";

    private static string Shown(MetricEntry metric, double value) =>
        !double.IsFinite(value) ? "-"
        : metric.IsShare ? (100 * value).ToString("f1", CultureInfo.InvariantCulture) + " %"
        : value.ToString("f3", CultureInfo.InvariantCulture);
}
