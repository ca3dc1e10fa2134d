using System.Globalization;
using Arbex.Cli.Data;
using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Models;

/// <summary>Models as a table for people.</summary>
internal static class ModelsView
{
    public static void Write(IAnsiConsole console, ModelsDocument document)
    {
        var table = DataTable.Of(["model", "state", "licence", "from"], ["KB"]);
        foreach (var model in document.Models)
        {
            DataTable.Add(
                table, model.Name, State(model.State), model.Licence, From(model),
                (model.Bytes / 1e3).ToString("n0", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        foreach (var model in document.Models)
        {
            console.Write(new UnwrappedLine($"{model.Name}: {model.Summary} {model.Path}".TrimEnd()));
        }
    }

    private static string State(ModelState state) => state switch
    {
        ModelState.Ready => "ready",
        ModelState.Damaged => "damaged",
        _ => "not here",
    };

    /// <summary>Addresses are long: the server's name tells enough.</summary>
    private static string From(ModelStatus model) => string.Join(", ", model.Sources.Select(source =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) ? address.Host : source));
}
