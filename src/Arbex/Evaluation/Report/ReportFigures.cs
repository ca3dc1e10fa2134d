using Arbex.Imaging.Charts;
using Arbex.Training;

namespace Arbex.Evaluation.Report;

/// <summary>The charts of a report, null where there is nothing to draw.</summary>
internal sealed class ReportFigures
{
    /// <summary>A curve of more points than pixels only makes the page heavy.</summary>
    private const int MostPoints = 300;

    public ReportFigures(ReportContext context)
    {
        var document = context.Document;
        Confusion = document.Labels.Length <= ConfusionChart.MostClasses
            ? ConfusionChart.Draw(document.Labels, [.. document.Final.Confusion.Select(row => row.ToArray())])
            : null;
        FinalReliability = Reliability(
            context.Balances ? "L_final, after balancing" : "The answer", context.Final, document.Final);
        PrimaryReliability = context.Balances
            ? Reliability("l, before balancing", context.Primary, document.Primary)
            : null;
        RiskCoverage = Risks(context);
        Layout = context.Layout is { } map
            ? ScatterChart.Draw(
                "t-SNE layout of the embeddings", document.Labels, map.Points,
                [.. context.LayoutOf.Select(i => context.Final.Labels[i])])
            : null;
        (TrainingAccuracy, TrainingLoss) = context.Input.Epochs.Count > 0
            ? (TrainingCurves.Accuracies(context.Input.Epochs), TrainingCurves.Losses(context.Input.Epochs))
            : (null, null);
    }

    public Sketch? Confusion { get; }

    public Sketch FinalReliability { get; }

    public Sketch? PrimaryReliability { get; }

    public Sketch RiskCoverage { get; }

    public Sketch? Layout { get; }

    public Sketch? TrainingAccuracy { get; }

    public Sketch? TrainingLoss { get; }

    private static Sketch Reliability(string title, Predictions predictions, DistributionMetrics metrics)
    {
        var bins = CalibrationError.Bins(
            predictions.Confidence.AsSpan(), predictions.Correct.AsSpan(), DistributionMetrics.DefaultBins);
        return ReliabilityChart.Draw(
            title,
            [.. bins.Select(bin => new ReliabilityBar(bin.Low, bin.High, bin.Count, bin.MeanConfidence, bin.Accuracy))],
            $"ECE {Shown.Number(metrics.Ece)}");
    }

    private static Sketch Risks(ReportContext context)
    {
        var (final, primary) = (context.Final, context.Primary);
        var n = final.Samples;
        var errors = final.Correct.Count(right => !right);
        double[] best = [.. Enumerable.Range(1, n).Select(j => (double)Math.Max(0, j - (n - errors)) / j)];
        var answer = Evaluation.RiskCoverage.Curve(final.Confidence.AsSpan(), final.Correct.AsSpan());
        var curves = new List<Curve> { OverCoverage(context.Balances ? "L_final" : "the answer", answer) };
        if (context.Balances)
        {
            curves.Add(OverCoverage(
                "l", Evaluation.RiskCoverage.Curve(primary.Confidence.AsSpan(), primary.Correct.AsSpan()),
                CurveKind.Dashed));
        }

        curves.Add(OverCoverage("best possible order", best, CurveKind.Reference));
        return CurveChart.Draw(
            "Risk by coverage",
            new("answered faces, the surest first", 0, 1, IsShare: true),
            ChartAxis.FromZero("wrong among the answered", curves.SelectMany(curve => curve.Y), isShare: true),
            curves);
    }

    /// <summary>The first hundredth is left out: one wrong answer among three says nothing.</summary>
    private static Curve OverCoverage(string name, double[] risks, CurveKind kind = CurveKind.Solid)
    {
        var first = Math.Min(risks.Length, Math.Max(1, risks.Length / 100));
        var steps = Math.Min(MostPoints, risks.Length - first);
        int[] counts = [.. Enumerable.Range(0, steps + 1).Select(
            s => steps == 0 ? first : first + (int)((long)(risks.Length - first) * s / steps))];
        return new(
            name, [.. counts.Select(count => (double)count / risks.Length)],
            [.. counts.Select(count => risks[count - 1])], kind);
    }
}
