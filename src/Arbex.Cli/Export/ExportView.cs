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
        var check = document.Check;
        string[] columns =
        [
            .. check.RandomInputs > 0 ? ["on random input"] : Array.Empty<string>(),
            .. check.Faces > 0 ? ["on faces"] : Array.Empty<string>(),
            .. check.RandomInputs > 0 ? ["allowed"] : Array.Empty<string>(),
        ];
        var table = DataTable.Of(["output"], columns);
        foreach (var output in check.Outputs)
        {
            double?[] numbers = [output.Random, check.Faces > 0 ? output.Faces ?? 0 : null, output.Tolerance];
            DataTable.Add(table, [output.Output, .. numbers.OfType<double>().Select(Number)]);
        }

        host.Console.Write(table);
        host.Console.Write(new UnwrappedLine(Compared(document)));
        var onBytes = document.LayersOnBytes > 0 ? $", {document.LayersOnBytes} layers on bytes" : "";
        host.Console.Write(new UnwrappedLine(
            $"Wrote {document.Output}: {document.Bytes / 1e6:n2} MB, {document.Operators.Values.Sum()} operators, "
            + $"{document.Numbers:n0} numbers ({Precision(document.Precision)}{onBytes}); the network has "
            + $"{document.Parameters:n0} parameters."));
    }

    private static string Compared(ExportDocument document)
    {
        var check = document.Check;
        string[] inputs =
        [
            .. check.RandomInputs > 0 ? [$"{check.RandomInputs} random inputs"] : Array.Empty<string>(),
            .. check.Faces > 0 ? [$"{check.Faces} faces of {document.ComparedOn}"] : Array.Empty<string>(),
        ];
        var answers = check.OtherAnswers == 0 ? "the same answer on all"
            : document.Precision == ModelPrecision.Quantized ? $"another answer on {check.OtherAnswers}"
            : $"another answer on {check.OtherAnswers}, all of them ties";
        return $"Largest differences from the network on {string.Join(" and ", inputs)}; {answers}.";
    }

    private static string Precision(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Full => "float32",
        ModelPrecision.Half => "float16",
        _ => "int8",
    };

    private static string Number(double number) => number.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
