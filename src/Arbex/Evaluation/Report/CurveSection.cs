using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>How training went (what the paper's figure 7 shows for five runs).</summary>
internal static class CurveSection
{
    public static XElement? Make(ReportContext context)
    {
        if (context.Figures is not { TrainingAccuracy: { } accuracy, TrainingLoss: { } loss })
        {
            return null;
        }

        var epochs = context.Input.Epochs;
        var best = epochs.Where(epoch => epoch.ValidAccuracy is not null)
            .MaxBy(epoch => epoch.ValidAccuracy);
        return Html.Section(
            "training", "Training",
            Html.P(
                $"{Shown.Count(epochs.Count)} epochs in {Duration(epochs[^1].TotalSeconds)}."
                + (best is null
                    ? ""
                    : $" Best validation accuracy: {Shown.Percent(best.ValidAccuracy!.Value)} in epoch {best.Epoch}.")),
            Html.Div(
                "charts",
                Html.Figure(
                    accuracy.ToSvgElement(),
                    "Accuracy by epoch. Training accuracy is that of augmented faces, as the network learnt from "
                        + "them."),
                Html.Figure(
                    loss.ToSvgElement(),
                    "Mean losses by epoch. Those of training are of augmented faces and, where the recipe smooths "
                        + "labels, of smoothed ones; those of validation are negative log-likelihoods.")));
    }

    private static string Duration(double seconds) => seconds < 120
        ? $"{Shown.Count((long)seconds)} seconds"
        : seconds < 2 * 3600 ? $"{Shown.Count((long)(seconds / 60))} minutes" : $"{seconds / 3600:0.0} hours";
}
