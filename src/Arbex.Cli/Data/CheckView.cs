using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Data;

/// <summary>A check for people: counts, then the first names of each kind.</summary>
internal static class CheckView
{
    private const int MostNamed = 10;

    public static void Write(IAnsiConsole console, CheckDocument document)
    {
        console.Write(new UnwrappedLine(
            $"{document.Dataset}: {DataTable.Number(document.Samples)} pictures, {SizeLine(document)}"));
        var table = DataTable.Of(["finding"], ["pictures", "share of all"]);
        foreach (var (name, count) in document.Counts.Where(pair => pair.Value > 0))
        {
            DataTable.Add(table, name, DataTable.Number(count), DataTable.Share(count, document.Samples));
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        foreach (var oddity in document.Oddities)
        {
            console.Write(new UnwrappedLine($"odd: {oddity}"));
        }

        foreach (var kind in document.Findings.GroupBy(finding => finding.Finding).Select(group => group.ToArray()))
        {
            WriteNames(console, kind);
        }

        if (document.IsClean)
        {
            console.Write(new UnwrappedLine("Nothing was found."));
        }
    }

    private static void WriteNames(IAnsiConsole console, NamedFinding[] kind)
    {
        console.Write(new UnwrappedLine($"{kind[0].Finding}:"));
        foreach (var finding in kind.Take(MostNamed))
        {
            console.Write(new UnwrappedLine($"- {Line(finding)}"));
        }

        if (kind.Length > MostNamed)
        {
            console.Write(new UnwrappedLine(
                $"- and {DataTable.Number(kind.Length - MostNamed)} more; --output FILE.csv lists all"));
        }
    }

    private static string Line(NamedFinding finding)
    {
        var detail = finding.Detail.Length > 0 ? $": {finding.Detail}" : "";
        return finding.OtherFile is null
            ? $"{finding.File}{detail}"
            : $"{finding.File} ({InspectView.NameOf(finding.Split)}, {finding.Label}) = {finding.OtherFile} "
                + $"({InspectView.NameOf(finding.OtherSplit!.Value)}, {finding.OtherLabel}){detail}";
    }

    private static string SizeLine(CheckDocument document) => document.Sizes switch
    {
        { Distinct: 0 } => "none readable",
        { Distinct: 1 } sizes => $"all {sizes.Width}x{sizes.Height}",
        var sizes => $"{DataTable.Number(sizes.Distinct)} sizes, {DataTable.Share(sizes.Share, 1)} are "
            + $"{sizes.Width}x{sizes.Height}",
    };
}
