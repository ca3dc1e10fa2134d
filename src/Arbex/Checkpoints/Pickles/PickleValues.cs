namespace Arbex.Checkpoints.Pickles;

// What a pickle can hold besides null, bool, long, BigInteger, double, string and byte[]. None of these is ever turned
// into anything that runs; compared by reference only, since a hostile value may contain itself.

/// <summary>
/// The name of a Python class or function. It stays a name: nothing is looked up by it but our own table.
/// </summary>
internal sealed class PickleGlobal(string module, string name)
{
    public string Module { get; } = module;

    public string Name { get; } = name;

    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A tuple.</summary>
internal sealed class PickleTuple(object?[] items)
{
    public static PickleTuple Empty { get; } = new([]);

    public object?[] Items { get; } = items;
}

/// <summary>A list or a set, which are alike here.</summary>
internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dict or one of its kin; of equal texts the last counts, as in Python.</summary>
internal sealed class PickleDictionary
{
    /// <summary>Hashing one long text again and again would cost far more than its bytes in the file.</summary>
    private const int LongestIndexed = 512;

    private readonly List<KeyValuePair<object?, object?>> _items = [];
    private Dictionary<string, int>? _places;

    /// <summary>Its pairs in the order in which their keys first came.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Items => _items;

    public object? this[string key] =>
        _places is not null && _places.TryGetValue(key, out var place) ? _items[place].Value : null;

    public void Set(object? key, object? value)
    {
        if (key is string { Length: <= LongestIndexed } text)
        {
            _places ??= new(StringComparer.Ordinal);
            if (!_places.TryAdd(text, _items.Count))
            {
                _items[_places[text]] = new(text, value);
                return;
            }
        }

        _items.Add(new(key, value));
    }
}

/// <summary>An object of a class that this program does not know: only the class's name is kept.</summary>
internal sealed class PickleObject(PickleGlobal type)
{
    public PickleGlobal Type { get; } = type;
}
