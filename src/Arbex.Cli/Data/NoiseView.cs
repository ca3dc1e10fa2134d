using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Data;

/// <summary>Wrong labels as a table for people.</summary>
internal static class NoiseView
{
    public static void Write(IAnsiConsole console, NoiseDocument document)
    {
        console.Write(new UnwrappedLine(
            $"{document.Dataset}: {DataTable.Number(document.Changed)} of {DataTable.Number(document.TrainingSamples)} "
            + $"training labels are wrong in {document.Output}."));
        if (document.Changed == 0)
        {
            return;
        }

        var given = document.Mistakes.Values.SelectMany(to => to.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        var table = DataTable.Of(["true class"], given);
        foreach (var (from, to) in document.Mistakes)
        {
            var counts = given.Select(name => to.TryGetValue(name, out var count) ? DataTable.Number(count) : "");
            DataTable.Add(table, [from, .. counts]);
        }

        console.Write(table);
    }
}
