using Arbex.Cli.Hosting;
using Arbex.Files;
using Arbex.Imaging;
using Arbex.Training;
using Arbex.Training.Ablations;

namespace Arbex.Cli.Ablate;

/// <summary>What a study writes into its folder beside its runs.</summary>
internal static class StudyFolder
{
    /// <summary>Accuracy by epoch; see <see cref="AblationCurves"/>.</summary>
    public const string CurvesName = "curves.png";

    private const string MarkdownName = "table.md";
    private const string CsvName = "table.csv";
    private const string PlotName = "plot.png";

    /// <summary>Refuses a folder whose tables are another study's, or somebody else's.</summary>
    /// <exception cref="ArbexException">They are.</exception>
    public static void CheckOwn(string folder, AblationStudy study)
    {
        var title = AblationTable.TitleOf(study);
        var table = Path.Combine(folder, MarkdownName);
        if (File.Exists(table) && InputFile.ReadText(table, "table of a study").StartsWith(title, StringComparison.Ordinal))
        {
            return;
        }

        OwnFiles.CheckNone(
            folder, HasRuns(folder, study) ? [MarkdownName] : [MarkdownName, CsvName, PlotName, CurvesName], $"the study '{study.Title}'");
    }

    /// <summary>Writes the table in both forms, and its plot where there is one.</summary>
    public static void Write(string folder, AblationTable table)
    {
        OutputFile.WriteText(Path.Combine(folder, MarkdownName), table.ToMarkdown());
        OutputFile.WriteText(Path.Combine(folder, CsvName), table.ToCsv());
        if (AblationPlot.Draw(table) is { } plot)
        {
            OutputFile.WriteBytes(Path.Combine(folder, PlotName), ImageEncoder.EncodePng(plot.ToImage()));
        }
    }

    private static bool HasRuns(string folder, AblationStudy study) =>
        study.Cells.Any(cell => RunFolder.At(Path.Combine(folder, cell.Folder)).HoldsRun);
}
