using System.Collections.Concurrent;
using Arbex.Data;

namespace Arbex.Training;

/// <summary>Tells of each picture file that cannot be read once, however many epochs stumble over it.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class UnreadableList
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);
    private readonly Action<string> _tell;

    private UnreadableList(Action<string> tell) => _tell = tell;

    /// <summary>A list for a listener; null, which means strict, for null.</summary>
    public static UnreadableList? For(Action<string>? tell) => tell is null ? null : new(tell);

    /// <summary>Tells of a sample unless its file was told of before.</summary>
    public void Add(IFaceDataset dataset, int sample, string message)
    {
        if (_told.TryAdd(dataset.PathOf(sample) ?? dataset.Samples.IdOf(sample), true))
        {
            _tell(message);
        }
    }
}
