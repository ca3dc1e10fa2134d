namespace Arbex.Data.Readers;

/// <summary>The columns of a list, found by name: their order differs between copies, and names have stray spaces.</summary>
internal sealed class ListHeader
{
    private readonly CsvLine _line;

    /// <summary>Takes the first line.</summary>
    /// <exception cref="DatasetFormatException">A name occurs twice.</exception>
    public ListHeader(CsvLine line)
    {
        _line = line;
        if (line.Fields.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw line.Error(
                $"the column '{twice.Key}' occurs twice", "Expected different names. Rename or remove one of the columns.");
        }
    }

    /// <summary>The names, in order.</summary>
    public string[] Names => _line.Fields;

    /// <summary>Where a column is, or -1.</summary>
    public int Find(string name) =>
        Array.FindIndex(Names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where a column is that must be there.</summary>
    /// <exception cref="DatasetFormatException">It is not.</exception>
    public int Require(string name) => Find(name) is var index and >= 0
        ? index
        : throw _line.Error(
            $"the column '{name}' is missing", "Expected a header with this column. Add it or download the list again.");

    /// <summary>Checks that a line has as many fields as the header.</summary>
    /// <exception cref="DatasetFormatException">It has not.</exception>
    public void Check(CsvLine line)
    {
        if (line.Fields.Length != Names.Length)
        {
            throw line.Error(
                $"there are {line.Fields.Length} fields",
                $"Expected {Names.Length}, as in the header. Repair the line or download the list again.");
        }
    }
}
