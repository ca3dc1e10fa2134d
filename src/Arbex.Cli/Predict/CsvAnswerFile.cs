using System.Globalization;
using System.Text;
using Arbex.Files;

namespace Arbex.Cli.Predict;

/// <summary>CSV after RFC 4180: one record for each face, or for a picture without one. Names are kept as they are, in quotes where they
/// have commas, quotes or ends of lines.</summary>
internal sealed class CsvAnswerFile(string path, bool resume, AnswerSettings settings, IReadOnlyList<string> labels)
    : AnswerTextFile(path, resume, settings, CsvText.Record([.. AnswerRow.Columns, .. labels]))
{
    private static readonly int ErrorColumn = ColumnOf("error");
    private static readonly int FrameColumn = ColumnOf("frame");
    private static readonly int ModelColumn = ColumnOf(AnswerSettings.ModelColumn);
    private static readonly int OptionsColumn = ColumnOf(AnswerSettings.OptionsColumn);

    private readonly AnswerSettings _settings = settings;

    public override void Write(PictureAnswer answer)
    {
        foreach (var row in AnswerRow.Of(answer))
        {
            var probabilities = labels.Select((_, i) => (object?)(row.Face is { } face ? (double)face.Final.Probabilities[i] : null));
            WriteLine(answer.File, CsvText.Record([.. row.Values(_settings).Concat(probabilities).Select(Text)]));
        }
    }

    protected override AnswerKey? KeyOf(string record) => CsvText.Fields(record) is { } fields
        && fields.Count == AnswerRow.Columns.Count + labels.Count && fields[0].Length > 0
            ? new AnswerKey(fields[0], (fields[ModelColumn], fields[OptionsColumn]), fields[ErrorColumn].Length > 0,
                long.TryParse(fields[FrameColumn], CultureInfo.InvariantCulture, out var frame) ? frame : null)
            : null;

    protected override bool CanBeCut(ReadOnlySpan<byte> rest, bool isFirst) => !isFirst || Encoding.UTF8.GetBytes(Header!).AsSpan().StartsWith(rest);

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("0.######", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static int ColumnOf(string name) => AnswerRow.Columns.Index().First(column => column.Item == name).Index;
}
