namespace Arbex.Checkpoints.Pickles;

/// <summary>The machine's stack with its marks; nothing below the last mark can be touched.</summary>
internal sealed class PickleStack(FileFault fault)
{
    private readonly List<object?> _items = [];
    private readonly List<int> _marks = [];

    public int Count => _items.Count;

    private int Floor => _marks.Count > 0 ? _marks[^1] : 0;

    public object? Top
    {
        get
        {
            Need(1);
            return _items[^1];
        }
    }

    public void Push(object? value) => _items.Add(value);

    public void Mark() => _marks.Add(_items.Count);

    public object? Pop()
    {
        Need(1);
        var top = _items[^1];
        _items.RemoveAt(_items.Count - 1);
        return top;
    }

    public T Pop<T>(string what)
        where T : class => Pop() as T ?? throw fault.Damaged($"its pickle has something else where {what} should be");

    /// <summary>The topmost values, lowest first.</summary>
    public object?[] Pop(int count)
    {
        Need(count);
        var values = _items.GetRange(_items.Count - count, count);
        _items.RemoveRange(_items.Count - count, count);
        return [.. values];
    }

    /// <summary>Everything above the last mark, and the mark.</summary>
    public object?[] PopMark()
    {
        if (_marks.Count == 0)
        {
            throw fault.Damaged("its pickle ends a group that was not begun");
        }

        var values = Pop(_items.Count - _marks[^1]);
        _marks.RemoveAt(_marks.Count - 1);
        return values;
    }

    private void Need(int count)
    {
        if (_items.Count - Floor < count)
        {
            throw fault.Damaged("its pickle takes a value that is not there");
        }
    }
}
