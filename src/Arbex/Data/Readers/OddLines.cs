namespace Arbex.Data.Readers;

/// <summary>
/// Lines (or files) of a published list that cannot be understood: single ones are counted and left out, since published lists have
/// some. Where they are as many as the good ones, the list is another one than was expected, and its first error stands.
/// </summary>
internal sealed class OddLines
{
    private readonly ProblemList _problems;
    private readonly string _kind;
    private DatasetFormatException? _first;
    private int _good;
    private int _odd;

    /// <summary>Begins a list.</summary>
    /// <param name="problems">Told of each odd line.</param>
    /// <param name="kind">What is wrong with them, continuing after a count: "lines of x.csv are not understood".</param>
    public OddLines(ProblemList problems, string kind) => (_problems, _kind) = (problems, kind);

    /// <summary>Counts a line that was understood.</summary>
    public void Good() => _good++;

    /// <summary>Counts a line that was not.</summary>
    /// <param name="error">Says which and why.</param>
    public void Add(DatasetFormatException error)
    {
        _odd++;
        _first ??= error;
        _problems.Add(_kind, error.Message.Split(". Expected", 2)[0]);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="read">Throws where it is odd.</param>
    /// <param name="value">What was read.</param>
    /// <returns>False where it is odd, which is counted.</returns>
    public bool TryRead<T>(Func<T> read, out T? value)
    {
        try
        {
            value = read();
            Good();
            return true;
        }
        catch (DatasetFormatException error)
        {
            Add(error);
            value = default;
            return false;
        }
    }

    /// <summary>Ends the list.</summary>
    /// <exception cref="DatasetFormatException">At least half of its lines are odd.</exception>
    public void Check()
    {
        if (_first is not null && _odd >= _good)
        {
            throw _first;
        }
    }
}
