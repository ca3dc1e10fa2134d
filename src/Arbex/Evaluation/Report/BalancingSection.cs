using System.Xml.Linq;
using Arbex.Imaging.Charts;

namespace Arbex.Evaluation.Report;

/// <summary>What reliability balancing changed, in numbers and faces (the paper's figure 5).</summary>
internal static class BalancingSection
{
    public static XElement? Make(ReportContext context) => context.Document.Correction is not { } correction
        ? null
        : Html.Section(
            "balancing", "What balancing changed",
            Html.P(Words(correction, context.Document.Intervals?.FinalLessPrimary.Accuracy)),
            Numbers(context, correction),
            Panels(context));

    private static string Words(CorrectionAnalysis correction, MetricInterval? change)
    {
        bool? isChance = correction.McNemar is { } test ? test.PValue >= 0.05
            : change is { } interval ? interval.Low <= 0 && interval.High >= 0
            : null;
        var verdict = correction.Changed == 0 ? "It changed no answer."
            : isChance is null ? "Whether that is more than chance cannot be told: the faces are of one video or subject, or no "
                + "intervals were asked for."
            : isChance.Value ? "That is no more than chance."
            : correction.NetGain > 0 ? "That is more than chance."
            : "It does harm, more than chance would.";
        var measure = correction.McNemar is { } known ? $" ({Shown.PValue(known.PValue)})" : "";
        return $"Of {Shown.Count(correction.Samples)} answers it changed {Shown.Count(correction.Changed)}: "
            + $"{Shown.Count(correction.Fixed)} wrong ones became right, {Shown.Count(correction.Broken)} right ones "
            + $"became wrong{measure}. {verdict}";
    }

    private static XElement Numbers(ReportContext context, CorrectionAnalysis correction) => Html.Facts(
    [
        ("Fixed", $"{Shown.Count(correction.Fixed)}: {Shown.Percent(correction.FixRate)} of all, "
            + $"{Shown.Percent(correction.FixedOfWrong)} of the wrong ones"),
        ("Broken", $"{Shown.Count(correction.Broken)}: {Shown.Percent(correction.BreakRate)} of all, "
            + $"{Shown.Percent(correction.BrokenOfRight)} of the right ones"),
        ("Net gain", Shown.Difference(MetricCatalog.All[0], correction.NetGain)),
        ("McNemar", correction.McNemar is { } test
            ? $"statistic {Shown.Number(test.Statistic)}, {Shown.PValue(test.PValue)}" + (test.IsExact ? " (exact binomial)" : "")
            : null),
        ("Normalised entropy", $"{Shown.Number(correction.MeanEntropyBefore)} before, "
            + $"{Shown.Number(correction.MeanEntropyAfter)} after"),
        ("Std of all probabilities", $"{Shown.Number(context.Document.Primary.ProbabilityStandardDeviation)} before, "
            + $"{Shown.Number(context.Document.Final.ProbabilityStandardDeviation)} after"),
        ("Anchors and attention agree", double.IsFinite(correction.AnchorAttentionAgreement)
            ? $"on {Shown.Percent(correction.AnchorAttentionAgreement)} of the faces"
            : null),
    ]);

    private static IEnumerable<object> Panels(ReportContext context)
    {
        if (context.Labels.Count > PairedBarsChart.MostClasses)
        {
            yield break;
        }

        yield return Html.Div(
            "legend", Html.Span("swatch orange", ""), "l, before", Html.Span("swatch blue", ""), "L_final, after");
        yield return Html.Note("Full colour: the most probable class of a distribution. Bold name: the label.");
        var (choice, correction) = (context.Choice, context.Document.Correction!);
        (string Title, int[] Chosen, int All)[] kinds =
        [
            ("Fixed", choice.Fixed, correction.Fixed),
            ("Broken", choice.Broken, correction.Broken),
            ("Changed most without changing right or wrong", choice.Moved, choice.Moved.Length),
        ];
        foreach (var (title, chosen, all) in kinds.Where(kind => kind.Chosen.Length > 0))
        {
            yield return new XElement(
                "h3", chosen.Length < all ? $"{title}: {chosen.Length} of {all}, the most changed ones" : title);
            yield return FaceCards.Panels(context, chosen);
        }
    }
}
