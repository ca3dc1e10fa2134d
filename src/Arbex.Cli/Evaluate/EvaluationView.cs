using Arbex.Cli.Hosting;
using Arbex.Evaluation;
using Spectre.Console;

namespace Arbex.Cli.Evaluate;

/// <summary>An evaluation as tables for people.</summary>
internal static class EvaluationView
{
    private static readonly (string Name, Func<DistributionMetrics, double> Value, bool IsShare)[] Rows =
    [
        ("accuracy", metrics => metrics.Accuracy, true),
        ("balanced accuracy", metrics => metrics.BalancedAccuracy, true),
        ("macro F1", metrics => metrics.MacroF1, true),
        ("calibration error (ECE)", metrics => metrics.Ece, false),
        ("negative log-likelihood", metrics => metrics.Nll, false),
        ("Brier score", metrics => metrics.Brier, false),
        ("risk-coverage area (AURC)", metrics => metrics.Aurc, false),
        ("mean confidence", metrics => metrics.MeanConfidence, true),
    ];

    public static void Write(IAnsiConsole console, EvaluationDocument document)
    {
        console.Write(new UnwrappedLine(
            $"{document.Dataset}, {document.Split.ToString().ToLowerInvariant()}: {document.Samples} samples"));
        console.Write(MetricTable(document));
        console.Write(ClassTable(document));
        if (document.Correction is { } correction)
        {
            console.Write(new UnwrappedLine(CorrectionLine(correction)));
        }
    }

    private static Table MetricTable(EvaluationDocument document)
    {
        var table = Empty().AddColumn(Header("")).AddColumn(Number("final")).AddColumn(Number("primary"));
        DistributionMetrics?[] sets = [document.Final, document.Primary];
        if (document.Correction is not null)
        {
            table.AddColumn(Number("anchor")).AddColumn(Number("attention"));
            sets = [.. sets, document.Anchor, document.Attention];
        }

        foreach (var (name, value, isShare) in Rows)
        {
            table.AddRow([new Text(name), .. sets.Select(set => new Text(Shown(set is null ? null : value(set), isShare)))]);
        }

        return table;
    }

    private static Table ClassTable(EvaluationDocument document)
    {
        var table = Empty().AddColumn(Header("recall of")).AddColumn(Number("samples"))
            .AddColumn(Number("final")).AddColumn(Number("primary"));
        for (var k = 0; k < document.Labels.Length; k++)
        {
            var (final, primary) = (document.Final.PerClass[k], document.Primary.PerClass[k]);
            table.AddRow(
                new Text(document.Labels[k]),
                new Text($"{final.Support}"),
                new Text(final.Support == 0 ? "-" : Shown(final.Recall, true)),
                new Text(primary.Support == 0 ? "-" : Shown(primary.Recall, true)));
        }

        return table;
    }

    private static string CorrectionLine(CorrectionAnalysis correction) =>
        $"Balancing changed {correction.Changed} of {correction.Samples} answers: fixed {correction.Fixed}, broke "
        + $"{correction.Broken} (net {correction.NetGain:+0.0 %;-0.0 %;0.0 %}; chance alone: p = "
        + $"{correction.McNemar.PValue:0.###}).";

    private static string Shown(double? value, bool isShare) =>
        value is not { } number || !double.IsFinite(number) ? "-" : isShare ? $"{number:p1}" : $"{number:f3}";

    private static Table Empty() => new() { Border = TableBorder.Rounded };

    private static TableColumn Header(string text) => new(new Text(text));

    private static TableColumn Number(string text) => new TableColumn(new Text(text)).RightAligned();
}
