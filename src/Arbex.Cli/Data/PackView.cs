using System.Globalization;
using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Data;

/// <summary>What was packed, for people.</summary>
internal static class PackView
{
    public static void Write(IAnsiConsole console, PackDocument document)
    {
        var size = (document.Bytes / 1e6).ToString("n1", CultureInfo.InvariantCulture);
        console.Write(new UnwrappedLine(
            $"Packed {DataTable.Number(document.Samples - document.Unreadable.Length)} pictures of {document.Dataset} "
            + $"({DataTable.Number(document.Grey)} grey, {DataTable.Number(document.Unreadable.Length)} unreadable) into "
            + $"{document.Output}, {size} MB."));
    }
}
