using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Predict;

/// <summary>Answers as a table for people; files without an answer are named on standard error.</summary>
internal static class PredictView
{
    public static void Write(CommandHost host, IReadOnlyList<PictureAnswer> answers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("file").AddColumn("expression");
        table.AddColumn(new TableColumn("confidence").RightAligned());
        table.AddColumn("before balancing");
        foreach (var answer in answers)
        {
            if (answer.Prediction is { } prediction)
            {
                var (before, probability) = prediction.Primary.MaxBy(pair => pair.Value);
                table.AddRow(
                    new Text(answer.File),
                    new Text(prediction.Expression, new Style(decoration: Decoration.Bold)),
                    new Text($"{prediction.Confidence:p1}"),
                    new Text($"{before} {probability:p1}"));
            }
            else
            {
                host.Warn($"{answer.Error} (skipped)");
            }
        }

        if (table.Rows.Count > 0)
        {
            host.Console.Write(table);
        }
        else
        {
            host.Fail("None of the pictures could be read.");
        }
    }
}
