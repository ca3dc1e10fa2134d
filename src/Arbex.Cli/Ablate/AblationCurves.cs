using Arbex.Cli.Hosting;
using Arbex.Imaging;
using Arbex.Imaging.Charts;
using Arbex.Training;
using Arbex.Training.Ablations;

namespace Arbex.Cli.Ablate;

/// <summary>The paper's figure 7: validation accuracy by epoch of a study's settings over one another.</summary>
internal static class AblationCurves
{
    /// <summary>Draws curves.png into the study's folder, where the runs were validated and are few enough to tell
    /// apart.</summary>
    public static void Write(string folder, AblationStudy study)
    {
        var settings = study.Cells.GroupBy(cell => (cell.Row, cell.Column)).Select(setting => (
            Name: setting.Key.Column.Length == 0 ? setting.Key.Row : $"{setting.Key.Row}, {setting.Key.Column}",
            Runs: (IReadOnlyList<IReadOnlyList<EpochResult>>)
                [.. setting.Select(cell => RunFolder.At(Path.Combine(folder, cell.Folder)).ReadMetrics())])).ToArray();
        if (settings.Length <= CurveChart.MostCurves && TrainingCurves.Compare(settings) is { } chart)
        {
            OutputFile.WriteBytes(Path.Combine(folder, StudyFolder.CurvesName), ImageEncoder.EncodePng(chart.ToImage()));
        }
    }
}
