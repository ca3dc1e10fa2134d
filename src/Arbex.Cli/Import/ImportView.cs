using Arbex.Checkpoints.Import;
using Arbex.Cli.Data;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Import;

/// <summary>An import as tables for people.</summary>
internal static class ImportView
{
    private const int ShownNames = 6;

    public static void Write(CommandHost host, ImportDocument document)
    {
        var report = document.Report;
        var files = DataTable.Of(["file", "recognised as", "container"], ["tensors", "used", "not used"]);
        foreach (var file in report.Files)
        {
            DataTable.Add(
                files, Path.GetFileName(file.Path), Where(file), file.Container, DataTable.Number(file.Tensors),
                DataTable.Number(file.Used), DataTable.Number(file.Tensors - file.Used));
        }

        host.Console.Write(files);
        Unused(host, report);
        var parts = DataTable.Of([$"part of {document.Preset}"], ["tensors", "filled", "missing"]);
        foreach (var part in report.Parts)
        {
            DataTable.Add(
                parts, part.Name, DataTable.Number(part.Total), DataTable.Number(part.Filled),
                part.Filled == part.Total ? "-" : DataTable.Number(part.Total - part.Filled));
        }

        host.Console.Write(parts);
        host.Console.Write(new UnwrappedLine(Summary(document)));
        foreach (var note in report.Notes)
        {
            host.Warn(note);
        }
    }

    /// <summary>Names what a file has and the network should have had, one line for each reason.</summary>
    public static void WarnOfMisfits(CommandHost host, ImportReport report)
    {
        foreach (var file in report.Files)
        {
            foreach (var unused in file.Unused.Where(unused => !unused.IsExpected))
            {
                var others = unused.Names.Length > 1 ? $" and {unused.Names.Length - 1} more" : "";
                host.Warn(Plain(
                    $"{Path.GetFileName(file.Path)}: '{unused.Names[0]}'{others} is not used: {unused.Reason}"));
            }
        }
    }

    private static string Where(ImportedFile file) =>
        file.Group.Length == 0 ? file.Layout : $"{file.Layout}, in '{Plain(file.Group)}'";

    private static void Unused(CommandHost host, ImportReport report)
    {
        var rows = report.Files.SelectMany(
            file => file.Unused.Select(unused => (File: Path.GetFileName(file.Path), unused)))
            .ToArray();
        var table = DataTable.Of(["file", "not used", "because"], ["tensors"]);
        foreach (var (file, unused) in rows)
        {
            DataTable.Add(table, file, Names(unused), Plain(unused.Reason), DataTable.Number(unused.Names.Length));
        }

        foreach (var file in report.Files.Where(file => file.OtherGroups > 0))
        {
            DataTable.Add(
                table, Path.GetFileName(file.Path), "elsewhere in the file", "an optimiser's state, or other copies",
                DataTable.Number(file.OtherGroups));
        }

        if (table.Rows.Count > 0)
        {
            host.Console.Write(table);
        }

        WarnOfMisfits(host, report);
    }

    /// <summary>Names that begin alike are shown by how they begin.</summary>
    private static string Names(UnusedTensors unused)
    {
        var starts = unused.Names.Select(name => string.Join('.', name.Split('.').Take(2)))
            .Distinct(StringComparer.Ordinal).ToArray();
        return Plain(string.Join(", ", starts.Take(ShownNames))) + (starts.Length > ShownNames ? ", …" : "");
    }

    private static string Summary(ImportDocument document)
    {
        var report = document.Report;
        var share = DataTable.Share(document.FilledParameters, document.Parameters);
        var whole = $"{report.Filled} of {report.Total} tensors and {share} of the parameters are imported";
        var rest = report.IsComplete
            ? "; the network is complete."
            : $"; the others start at random (seed {document.Seed}): train before you predict.";
        var place = document.Output is { } output ? $" The checkpoint is {output}." : "";
        return whole + rest + place;
    }

    /// <summary>Names come from a file, and a terminal obeys some control characters.</summary>
    private static string Plain(string name) =>
        string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
