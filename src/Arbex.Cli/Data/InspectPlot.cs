using Arbex.Data.Inspection;
using Arbex.Imaging;

namespace Arbex.Cli.Data;

/// <summary>The counts as bars: a panel a split, and one for an epoch.</summary>
internal static class InspectPlot
{
    public static ImageBuffer Draw(DatasetSummary summary)
    {
        var panels = summary.Splits.Select(split => new ClassCountPanel(
            InspectView.NameOf(split.Split), $"{DataTable.Number(split.Samples)} samples", split.PerClass)).ToList();
        if (summary.Refinement is { } effect)
        {
            panels.Insert(1, new ClassCountPanel(
                "one epoch of train", $"{DataTable.Number(effect.EpochSamples)} samples",
                [.. effect.Classes.Select(refined => refined.EpochSamples)]));
        }

        return ClassCountFigure.Draw(summary.Labels, panels, new ClassCountFigureOptions
        {
            Title = summary.Dataset,
            Columns = panels.Count == 3 ? 3 : 2,
        });
    }
}
