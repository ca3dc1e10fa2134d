namespace Arbex.Data.Readers;

/// <summary>
/// Checks that the columns that are taken for classes can be classes: every row sums to 1, or every row to the same whole number of
/// votes (or to 100 percent). A further column of other numbers, such as an age, would otherwise pass for the most probable class.
/// </summary>
internal sealed class ManifestSums
{
    private const double ShareTolerance = 0.02;
    private const double PercentTolerance = 1;

    /// <summary>Fewer rows may agree in a column by chance.</summary>
    private const int EnoughRows = 3;

    private readonly LabelSet _classes;
    private readonly double?[] _constant;
    private CsvLine? _first;
    private double _firstSum;
    private int _rows;

    /// <summary>Begins a table.</summary>
    /// <param name="classes">The columns that are taken for classes.</param>
    public ManifestSums(LabelSet classes) => (_classes, _constant) = (classes, new double?[classes.Count]);

    /// <summary>Checks a row.</summary>
    /// <param name="line">The row.</param>
    /// <param name="shares">Its numbers, not all 0.</param>
    /// <exception cref="DatasetFormatException">It has another sum than the rows before it, or one that no classes have.</exception>
    public void Check(CsvLine line, ReadOnlySpan<double> shares)
    {
        var (sum, whole) = (0.0, true);
        foreach (var share in shares)
        {
            sum += share;
            whole &= share == Math.Truncate(share);
        }

        if (_first is null)
        {
            (_first, _firstSum) = (line, sum);
        }

        var fits = IsShare(_firstSum) ? IsShare(sum)
            : (whole && sum == _firstSum) || (IsPercent(_firstSum) && IsPercent(sum));
        if (!fits)
        {
            throw Refused(line, FormattableString.Invariant(
                $"the columns {string.Join(", ", _classes.Names)} sum to {sum:0.####}, in {_first.Unit} {_first.Number} to ")
                + FormattableString.Invariant($"{_firstSum:0.####}"));
        }

        for (var k = 0; k < shares.Length; k++)
        {
            _constant[k] = _rows == 0 || _constant[k] == shares[k] ? shares[k] : null;
        }

        _rows++;
    }

    /// <summary>Ends the table.</summary>
    /// <exception cref="DatasetFormatException">
    /// A column has the same number in every row while the others have votes of their own.
    /// </exception>
    public void End()
    {
        if (_first is null || _rows < EnoughRows || IsShare(_firstSum))
        {
            return;
        }

        for (var k = 0; k < _constant.Length; k++)
        {
            if (_constant[k] is { } value and > 0 && value < _firstSum)
            {
                throw Refused(_first, FormattableString.Invariant(
                    $"the column '{_classes[k]}' is taken for a class and has the number {value:0.####} in each of {_rows} rows, as"));
            }
        }
    }

    private static bool IsShare(double sum) => Math.Abs(sum - 1) <= ShareTolerance;

    private static bool IsPercent(double sum) => Math.Abs(sum - 100) <= PercentTolerance;

    private static DatasetFormatException Refused(CsvLine line, string happened) => line.Error(
        happened,
        "Expected classes whose probabilities sum to 1, or votes of the same number in every row. Remove columns that are no class, or "
        + $"list the classes in a {ManifestReader.ClassList} beside the manifest.");
}
