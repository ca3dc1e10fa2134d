using Arbex.Cli.Hosting;
using Arbex.Files;
using Spectre.Console;

namespace Arbex.Cli.Predict;

/// <summary>Answers as a table for people. Files without an answer are named on standard error.</summary>
internal sealed class PredictView
{
    /// <summary>More rows than anyone reads; files hold them all.</summary>
    private const int MostRows = 200;

    private readonly CommandHost _host;
    private readonly Table _table = new() { Border = TableBorder.Rounded };
    private long _rows;

    public PredictView(CommandHost host)
    {
        _host = host;
        _table.AddColumn("file").AddColumn("face").AddColumn("expression");
        _table.AddColumn(new TableColumn("confidence").RightAligned());
        _table.AddColumn("before balancing");
    }

    /// <summary>Adds a picture; frames of clips are summed up at the end instead.</summary>
    public void Add(PictureAnswer answer)
    {
        if (answer.Error is not null || answer.Frame is not null)
        {
            return;
        }

        foreach (var row in AnswerRow.Of(answer))
        {
            if (++_rows <= MostRows)
            {
                AddRow(row);
            }
        }
    }

    public void Write(PredictSummary summary)
    {
        if (_table.Rows.Count > 0)
        {
            _host.Console.Write(_table);
        }

        foreach (var clip in summary.Clips)
        {
            _host.Console.WriteLine(clip);
        }

        if (_rows > MostRows)
        {
            _host.Tell($"{_rows - MostRows} more rows are not shown. Pass --output answers.csv to have them all.");
        }
    }

    private void AddRow(AnswerRow row)
    {
        if (row.Face is not { } face)
        {
            _table.AddRow(FileName(row), new Text("none", new Style(Color.Grey)), new Text(""), new Text(""), new Text(""));
            return;
        }

        var style = face.IsAbstained ? new Style(Color.Grey) : new Style(decoration: Decoration.Bold);
        _table.AddRow(
            FileName(row),
            new Text(face.Face is { IsCropped: true } ? "whole" : $"{row.Number}"),
            new Text(face.IsAbstained ? $"unsure ({face.Expression})" : face.Expression, style),
            new Text($"{face.Confidence:p1}"),
            new Text($"{face.Primary.Top} {face.Primary.TopProbability:p1}"));
    }

    /// <summary>Escaped before the table is measured, so that its lines stay straight.</summary>
    private static Text FileName(AnswerRow row) => new(TerminalText.Escaped(row.Picture.File));
}
