using Arbex.Cli.Hosting;
using Arbex.Evaluation;
using Spectre.Console;

namespace Arbex.Cli.Evaluate;

/// <summary>Several models as tables: mean, spread and interval of each distribution, then each model's own
/// numbers.</summary>
internal static class ComparisonView
{
    public static void Write(IAnsiConsole console, EvaluationComparison comparison)
    {
        var cells = new ComparisonTable(comparison);
        console.Write(new UnwrappedLine(comparison.Subject));
        var summaries = Empty("", cells.Distributions);
        foreach (var row in cells.Summaries)
        {
            summaries.AddRow(
                [new Text(row.Name), .. row.Cells.Select(cell => new Text($"{cell.Value}\n{cell.Interval}"))]);
        }

        console.Write(summaries);
        console.Write(new UnwrappedLine(cells.Note));
        var models = Empty("final", cells.Summaries.Select(row => row.Name));
        foreach (var (index, row) in cells.Models.Index())
        {
            console.Write(new UnwrappedLine($"{index + 1}: {row.Name}"));
            models.AddRow([new Text($"{index + 1}"), .. row.Cells.Select(cell => new Text(cell.Value))]);
        }

        console.Write(models);
    }

    private static Table Empty(string corner, IEnumerable<string> headers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(new Text(corner)));
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header)).RightAligned());
        }

        return table;
    }
}
