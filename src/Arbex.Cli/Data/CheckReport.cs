using System.Text;
using Arbex.Data;
using Arbex.Files;

namespace Arbex.Cli.Data;

/// <summary>Findings as comma-separated lines (RFC 4180).</summary>
internal static class CheckReport
{
    private const string Header = "file,finding,other_file,split,label,other_split,other_label,detail";

    public static string ToCsv(CheckDocument document)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var finding in document.Findings)
        {
            text.Append(CsvText.Record(
            [
                finding.File, finding.Finding, finding.OtherFile, Word(finding.Split), finding.Label,
                Word(finding.OtherSplit), finding.OtherLabel, finding.Detail,
            ])).Append('\n');
        }

        return text.ToString();
    }

    private static string Word(DataSplit? split) => split is { } part ? InspectView.NameOf(part) : "";
}
