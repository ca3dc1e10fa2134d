using System.Collections.Concurrent;
using Arbex.Data;
using Arbex.Imaging;

namespace Arbex.Tests.Training;

/// <summary>A dataset that remembers which threads loaded pictures, and does something else with some of them.</summary>
internal sealed class WatchedDataset(IFaceDataset inner, Action<int>? before = null) : IFaceDataset
{
    private readonly ConcurrentDictionary<Thread, bool> _threads = [];
    private int _loads;

    public int Loads => Volatile.Read(ref _loads);

    public ICollection<Thread> Threads => _threads.Keys;

    public string Name => inner.Name;

    public LabelSet Labels => inner.Labels;

    public SampleIndex Samples => inner.Samples;

    public ImageBuffer LoadImage(int index)
    {
        _threads[Thread.CurrentThread] = true;
        Interlocked.Increment(ref _loads);
        before?.Invoke(index);
        return inner.LoadImage(index);
    }
}
