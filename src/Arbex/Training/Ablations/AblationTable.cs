using System.Globalization;
using System.Text;
using Arbex.Evaluation;

namespace Arbex.Training.Ablations;

/// <summary>The results of a study so far as text: Markdown for people, CSV with every run for machines.</summary>
public sealed class AblationTable
{
    private const string Nothing = "";

    private readonly AblationStudy _study;
    private readonly IReadOnlyDictionary<string, AblationScores> _done;

    /// <summary>Takes the results.</summary>
    /// <param name="study">The study.</param>
    /// <param name="done">Scores of finished runs, by <see cref="AblationCell.Folder"/>.</param>
    public AblationTable(AblationStudy study, IReadOnlyDictionary<string, AblationScores> done)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(done);
        (_study, _done) = (study, done);
    }

    private bool IsGrid => _study.ColumnTitle.Length > 0;

    /// <summary>How the Markdown of a study begins, by which its table is known again.</summary>
    /// <param name="study">The study.</param>
    public static string TitleOf(AblationStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return $"## {study.Title}\n";
    }

    /// <summary>The table with a row for every setting; where the study has columns, a grid of accuracies first.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(TitleOf(_study)).Append('\n');
        if (IsGrid)
        {
            AppendGrid(text);
        }

        AppendRows(text);
        text.Append('\n').Append(_study.Note).Append('\n');
        var missing = _study.Cells.Count(cell => !_done.ContainsKey(cell.Folder));
        if (missing > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{missing} of {_study.Cells.Length} runs are not done yet.\n");
        }

        return text.ToString();
    }

    /// <summary>One line for every finished run.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder(
            "row,column,seed,accuracy,primaryAccuracy,macroPrecision,macroRecall,macroF1,ece15,nll,brier,aurc,paperAccuracy,"
            + "anchorAccuracy,attentionAccuracy\n");
        foreach (var cell in _study.Cells)
        {
            if (!_done.TryGetValue(cell.Folder, out var scores))
            {
                continue;
            }

            var numbers = new[]
            {
                scores.Accuracy, scores.PrimaryAccuracy, scores.Precision, scores.Recall, scores.F1, scores.CalibrationError,
                scores.Nll, scores.Brier, scores.Aurc, cell.Paper?.Accuracy, scores.AnchorAccuracy, scores.AttentionAccuracy,
            };
            text.Append(CultureInfo.InvariantCulture, $"{Quoted(cell.Row)},{Quoted(cell.Column)},{cell.Recipe.Seed},")
                .AppendJoin(',', numbers.Select(number => number?.ToString("0.######", CultureInfo.InvariantCulture)))
                .Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The study.</summary>
    public AblationStudy Study => _study;

    /// <summary>Every setting with its finished runs, in the order of the table.</summary>
    public IReadOnlyList<AblationResult> Results() =>
        [.. Settings().Select(setting => new AblationResult(setting, Done(setting)))];

    private void AppendGrid(StringBuilder text)
    {
        var columns = _study.Cells.Select(cell => cell.Column).Distinct().ToArray();
        var paper = _study.Cells.Any(cell => cell.Paper is not null) ? ", and the paper's in brackets" : "";
        text.Append(CultureInfo.InvariantCulture, $"Accuracy of L_final (%){paper}; columns: {_study.ColumnTitle}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| {_study.RowTitle} | {string.Join(" | ", columns)} |\n");
        text.Append('|').Insert(text.Length, "---|", columns.Length + 1).Append('\n');
        foreach (var row in Settings().GroupBy(setting => setting.Row))
        {
            var cells = columns.Select(column => row.FirstOrDefault(setting => setting.Column == column) is { } setting
                ? $"{Show(Done(setting).Select(scores => (double?)scores.Accuracy))}{Bracketed(setting.Paper?.Accuracy)}"
                : Nothing);
            text.Append(CultureInfo.InvariantCulture, $"| {Escaped(row.Key)} | {string.Join(" | ", cells)} |\n");
        }

        text.Append('\n');
    }

    private void AppendRows(StringBuilder text)
    {
        var first = IsGrid ? $"{_study.RowTitle} | {_study.ColumnTitle}" : _study.RowTitle;
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {first} | runs | accuracy (%) | of l | of t_g | of t_a | macro P | macro R | macro F1 | ECE | NLL | Brier | AURC | paper |\n");
        text.Append('|').Insert(text.Length, "---|", IsGrid ? 15 : 14).Append('\n');
        foreach (var setting in Settings())
        {
            var done = Done(setting);
            var name = IsGrid ? $"{Escaped(setting.Row)} | {setting.Column}" : Escaped(setting.Row);
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {done.Count} | ")
                .AppendJoin(" | ",
                [
                    Show(done.Select(s => (double?)s.Accuracy)), Show(done.Select(s => s.PrimaryAccuracy)),
                    Show(done.Select(s => s.AnchorAccuracy)), Show(done.Select(s => s.AttentionAccuracy)),
                    Show(done.Select(s => s.Precision)), Show(done.Select(s => s.Recall)), Show(done.Select(s => s.F1)),
                    Show(done.Select(s => s.CalibrationError), 1, 3), Show(done.Select(s => s.Nll), 1, 3),
                    Show(done.Select(s => s.Brier), 1, 3), Show(done.Select(s => s.Aurc), 1, 3), Paper(setting.Paper),
                ])
                .Append(" |\n");
        }
    }

    private IEnumerable<AblationCell> Settings() => _study.Cells.DistinctBy(cell => (cell.Row, cell.Column));

    private List<AblationScores> Done(AblationCell setting) =>
    [
        .. _study.Cells.Where(cell => (cell.Row, cell.Column) == (setting.Row, setting.Column))
            .Where(cell => _done.ContainsKey(cell.Folder)).Select(cell => _done[cell.Folder]),
    ];

    /// <summary>A text as CSV takes any.</summary>
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as a cell of a Markdown table takes any.</summary>
    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Paper(AblationScores? paper) => paper switch
    {
        null => Nothing,
        { F1: { } f1, Precision: { } precision, Recall: { } recall } => string.Create(
            CultureInfo.InvariantCulture,
            $"{paper.Accuracy * 100:f1} (P {precision * 100:f1}, R {recall * 100:f1}, F1 {f1 * 100:f1})"),
        _ => (paper.Accuracy * 100).ToString("f2", CultureInfo.InvariantCulture),
    };

    private static string Bracketed(double? paper) =>
        paper is { } value ? string.Create(CultureInfo.InvariantCulture, $" ({value * 100:f2})") : Nothing;

    /// <summary>The mean, and with several runs the sample standard deviation.</summary>
    private static string Show(IEnumerable<double?> values, double scale = 100, int digits = 1)
    {
        var numbers = values.OfType<double>().Select(value => value * scale).ToArray();
        var form = $"f{digits}";
        if (numbers.Length == 0)
        {
            return Nothing;
        }

        var summary = MetricSummary.Of(numbers);
        var mean = summary.Mean.ToString(form, CultureInfo.InvariantCulture);
        return numbers.Length == 1
            ? mean
            : $"{mean} ± {summary.StandardDeviation.ToString(form, CultureInfo.InvariantCulture)}";
    }
}
