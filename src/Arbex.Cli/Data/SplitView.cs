using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Data;

/// <summary>A division as a table for people.</summary>
internal static class SplitView
{
    public static void Write(IAnsiConsole console, DivisionDocument document)
    {
        console.Write(new UnwrappedLine($"{document.Dataset}, divided by {document.Plan}, is in {document.Output}."));
        var parts = document.Parts.Keys.ToArray();
        var table = DataTable.Of(["class"], parts);
        for (var k = 0; k < document.Classes.Length; k++)
        {
            DataTable.Add(
                table, [document.Classes[k], .. parts.Select(part => DataTable.Number(document.Parts[part][k]))]);
        }

        DataTable.Add(table, ["all", .. parts.Select(part => DataTable.Number(document.Parts[part].Sum()))]);
        console.Write(table);
    }
}
