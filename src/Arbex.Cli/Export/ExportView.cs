using System.Globalization;
using Arbex.Cli.Data;
using Arbex.Cli.Hosting;
using Arbex.Inference;

namespace Arbex.Cli.Export;

/// <summary>An export as a table for people.</summary>
internal static class ExportView
{
    public static void Write(CommandHost host, ExportDocument document)
    {
        var hasFaces = document.Check.Faces > 0;
        var table = DataTable.Of(
            ["output"], hasFaces ? ["on random input", "on faces", "allowed"] : ["on random input", "allowed"]);
        foreach (var output in document.Check.Outputs)
        {
            string[] faces = hasFaces ? [Number(output.Faces ?? 0)] : [];
            DataTable.Add(table, [output.Output, Number(output.Random), .. faces, Number(output.Tolerance)]);
        }

        host.Console.Write(table);
        host.Console.Write(new UnwrappedLine(Compared(document)));
        host.Console.Write(new UnwrappedLine(
            $"Wrote {document.Output}: {document.Bytes / 1e6:n2} MB, {document.Operators.Values.Sum()} operators, "
            + $"{document.Numbers:n0} numbers ({Precision(document.Precision)}); the network has "
            + $"{document.Parameters:n0} parameters."));
    }

    private static string Compared(ExportDocument document)
    {
        var check = document.Check;
        var faces = check.Faces > 0 ? $" and {check.Faces} faces of {document.ComparedOn}" : "";
        var answers = check.OtherAnswers == 0
            ? "the same answer on all"
            : $"another answer on {check.OtherAnswers}, all of them ties";
        return $"Largest differences from the network on {check.RandomInputs} random inputs{faces}; {answers}.";
    }

    private static string Precision(ModelPrecision precision) =>
        precision == ModelPrecision.Half ? "float16" : "float32";

    private static string Number(double number) => number.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
