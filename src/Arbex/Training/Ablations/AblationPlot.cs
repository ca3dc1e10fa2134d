using Arbex.Imaging.Charts;

namespace Arbex.Training.Ablations;

/// <summary>A study as a picture: curves by level where it has levels, otherwise a row of dots for each setting.</summary>
public static class AblationPlot
{
    private const string Accuracy = "accuracy of L_final";

    /// <summary>Draws what is finished.</summary>
    /// <param name="table">The study's results.</param>
    /// <returns>The picture; null where nothing is finished.</returns>
    public static Sketch? Draw(AblationTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var results = table.Results().Where(result => result.Runs.Count > 0).ToArray();
        if (results.Length == 0)
        {
            return null;
        }

        var rows = results.GroupBy(result => result.Setting.Row).ToArray();
        var isGrid = table.Study.ColumnTitle.Length > 0 && rows.Length <= CurveChart.MostCurves && rows.Any(row => row.Count() > 1);
        return isGrid ? Curves(table.Study, rows) : Rows(table.Study, results);
    }

    private static Sketch Curves(AblationStudy study, IReadOnlyList<IGrouping<string, AblationResult>> rows)
    {
        var all = rows.SelectMany(row => row).ToArray();
        return CurveChart.Draw(
            study.Title,
            ChartAxis.FromZero(study.ColumnTitle, all.Select(result => result.Setting.Position ?? 0), isShare: true),
            ChartAxis.Around(Accuracy, all.Select(result => result.MeanAccuracy), isShare: true),
            [
                .. rows.Select(row => new Curve(
                    row.Key,
                    [.. row.Select(result => result.Setting.Position ?? 0)],
                    [.. row.Select(result => result.MeanAccuracy)])),
            ]);
    }

    private static Sketch Rows(AblationStudy study, AblationResult[] results)
    {
        var shown = Fitting(results);
        var values = shown.SelectMany(result => result.Runs).Select(run => run.Accuracy)
            .Concat(shown.Select(result => result.Setting.Paper?.Accuracy).OfType<double>());
        return RowsChart.Draw(
            shown.Length < results.Length && study.ColumnTitle.Length > 0
                ? $"{study.Title}: {study.ColumnTitle} {shown[0].Setting.Column}"
                : study.Title,
            ChartAxis.Around(Accuracy, values, isShare: true), "a run; bar: mean of the runs",
            "the paper, on its own data",
            [
                .. shown.Select(result => new ChartRow(
                    result.Setting.Column.Length == 0 ? result.Setting.Row : $"{result.Setting.Row}, {result.Setting.Column}",
                    [.. result.Runs.Select(run => run.Accuracy)],
                    result.Setting.Paper?.Accuracy)),
            ]);
    }

    /// <summary>All rows where they fit into a picture, otherwise those of the last column, where rows differ most.</summary>
    private static AblationResult[] Fitting(AblationResult[] results) =>
        results.Length <= RowsChart.MostRows
            ? results
            : [.. results.Where(result => result.Setting.Column == results[^1].Setting.Column).Take(RowsChart.MostRows)];
}
