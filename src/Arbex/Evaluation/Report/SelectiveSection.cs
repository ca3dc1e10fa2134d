using System.Collections.Immutable;
using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>What is gained by answering only where the model is sure.</summary>
internal static class SelectiveSection
{
    public static XElement Make(ReportContext context)
    {
        var (final, primary) = (context.Document.Final, context.Document.Primary);
        return Html.Section(
            "selective", "Answering only when sure",
            Html.P(
                $"If the least sure fifth is left unanswered, accuracy goes from {Shown.Percent(final.Accuracy)} to "
                + $"{Shown.Percent(final.SelectiveAccuracy80)}."),
            Promises(context.Document.Promises),
            Html.Figure(
                context.Figures.RiskCoverage.ToSvgElement(),
                "Risk-coverage curve: the share of wrong answers among the surest. Lower is better; the area under it "
                + "is AURC. The first hundredth is left out."),
            Html.Table(
                ["confidence score", "AURC", "excess AURC", "right among surest 80 %", "AUROC", "wrong kept at 95 %"],
                [
                    .. Rows(context.Balances ? "L_final: " : "", final.ConfidenceScores),
                    .. context.Balances ? Rows("l: ", primary.ConfidenceScores) : [],
                ]),
            Html.Note(
                "Scores by which answers can be ranked. AUROC: the chance that a right answer is surer than a wrong "
                + "one. Wrong kept at 95 %: the share of wrong answers that pass a threshold which 95 % of the right "
                + "ones pass. "
                + (context.Balances ? "Energy needs logits, which a mixture such as L_final has none of." : "")));
    }

    private static XElement? Promises(ImmutableArray<PromisedRisk> promises) => promises.IsDefaultOrEmpty ? null : Html.Table(
        ["the file promises at most", "from confidence", "answered", "wrong"],
        promises.Select(promise => new object[]
        {
            $"{Shown.Percent(promise.Risk)} wrong answers", Shown.Number(promise.Threshold), Shown.Percent(promise.Coverage),
            Shown.Percent(promise.Observed),
        }));

    private static IEnumerable<IEnumerable<object>> Rows(string whose, ConfidenceComparison? scores)
    {
        (string Name, RankingMetrics? Metrics)[] rows =
        [
            ("greatest probability", scores?.MaximumProbability),
            ("1 − entropy (the paper's C)", scores?.Entropy),
            ("margin to the second", scores?.Margin),
            ("energy of the logits", scores?.Energy),
        ];
        return rows.Where(row => row.Metrics is not null).Select(row => new object[]
        {
            whose + row.Name,
            Shown.Number(row.Metrics!.Aurc),
            Shown.Number(row.Metrics.EAurc),
            Shown.Percent(row.Metrics.SelectiveAccuracy80),
            Shown.Number(row.Metrics.ErrorAuroc),
            Shown.Percent(row.Metrics.ErrorFprAt95),
        });
    }
}
