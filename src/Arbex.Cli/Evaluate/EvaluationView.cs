using Arbex.Cli.Hosting;
using Arbex.Evaluation;
using Spectre.Console;

namespace Arbex.Cli.Evaluate;

/// <summary>An evaluation as tables for people.</summary>
internal static class EvaluationView
{
    private static readonly MetricEntry[] Rows =
    [
        .. MetricCatalog.All.Where(metric => metric.Interval is not null || metric.Key == "meanConfidence"),
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

        if (document.Embeddings is { } scores)
        {
            console.Write(new UnwrappedLine(
                $"Classes in the embedding: Davies-Bouldin {Shown(scores.DaviesBouldin, false)}, Calinski-Harabasz "
                + $"{Shown(scores.CalinskiHarabasz, false)}."));
        }

        if (document.AppliedTemperature is { } applied)
        {
            console.Write(new UnwrappedLine(
                $"All answers have the temperature that is inside the file, T = {Shown(applied, false)}; --uncalibrated leaves it out."));
        }

        if (document.IsMirrored)
        {
            console.Write(new UnwrappedLine("Every face was also looked at mirrored; answers are the mean of both."));
        }

        if (!document.Promises.IsDefaultOrEmpty)
        {
            console.Write(PromiseTable(document.Promises));
        }

        if (document.Temperature is { } scaled)
        {
            console.Write(new UnwrappedLine(TemperatureLine(scaled)));
        }
    }

    private static Table MetricTable(EvaluationDocument document)
    {
        var table = Empty().AddColumn(Header("")).AddColumn(Number("final"));
        if (document.Intervals is not null)
        {
            table.AddColumn(Number("95 % interval"));
        }

        table.AddColumn(Number("primary"));
        DistributionMetrics?[] sets = [document.Primary];
        if (document.Correction is not null)
        {
            table.AddColumn(Number("anchor")).AddColumn(Number("attention"));
            sets = [.. sets, document.Anchor, document.Attention];
        }

        foreach (var metric in Rows)
        {
            Text[] interval = document.Intervals is { } intervals ? [new Text(Range(metric, intervals.Final))] : [];
            table.AddRow(
            [
                new Text(metric.Title),
                new Text(Shown(metric.Value(document.Final), metric.IsShare)),
                .. interval,
                .. sets.Select(set => new Text(Shown(set is null ? null : metric.Value(set), metric.IsShare))),
            ]);
        }

        return table;
    }

    private static string Range(MetricEntry metric, MetricIntervals intervals) =>
        metric.Interval is { } interval
            ? $"{Shown(interval(intervals).Low, metric.IsShare)} to {Shown(interval(intervals).High, metric.IsShare)}"
            : "";

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

    private static Table PromiseTable(IEnumerable<PromisedRisk> promises)
    {
        var table = Empty().AddColumn(Header("the file promises at most")).AddColumn(Number("from confidence"))
            .AddColumn(Number("answered")).AddColumn(Number("wrong")).AddColumn(Header(""));
        foreach (var promise in promises)
        {
            table.AddRow(
                new Text($"{Shown(promise.Risk, true)} wrong answers"), new Text(Shown(promise.Threshold, false)),
                new Text(Shown(promise.Coverage, true)), new Text(Shown(promise.Observed, true)),
                new Text(promise.IsKept ? "kept" : "not kept here"));
        }

        return table;
    }

    private static string CorrectionLine(CorrectionAnalysis correction) =>
        $"Balancing changed {correction.Changed} of {correction.Samples} answers: fixed {correction.Fixed}, broke "
        + $"{correction.Broken} (net {correction.NetGain:+0.0 %;-0.0 %;0.0 %}"
        + (correction.McNemar is { } test ? $"; chance alone: p = {test.PValue:0.###})." : ").");

    private static string TemperatureLine(TemperatureBaseline scaled) =>
        $"Temperature fitted on {scaled.FittedOn.ToString().ToLowerInvariant()}: final T = "
        + $"{Shown(scaled.FinalTemperature, false)}, ECE {Shown(scaled.Final.Ece, false)}; primary T = "
        + $"{Shown(scaled.PrimaryTemperature, false)}, ECE {Shown(scaled.Primary.Ece, false)}.";

    private static string Shown(double? value, bool isShare) =>
        value is not { } number || !double.IsFinite(number) ? "-" : isShare ? $"{number:p1}" : $"{number:f3}";

    private static Table Empty() => new() { Border = TableBorder.Rounded };

    private static TableColumn Header(string text) => new(new Text(text));

    private static TableColumn Number(string text) => new TableColumn(new Text(text)).RightAligned();
}
