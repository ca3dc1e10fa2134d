namespace Arbex.Inference;

/// <summary>
/// Counts the calls that use an object whose native memory must not go away under them: disposing waits for calls in flight, and calls
/// after it are refused.
/// </summary>
/// <param name="owner">The object, for errors.</param>
/// <threadsafety>May be shared; a call begins and ends on one thread.</threadsafety>
internal sealed class UseCount(object owner)
{
    private readonly List<int> _threads = [];
    private bool _closed;

    /// <summary>Begins a call.</summary>
    /// <returns>Disposed at the end of the call, on the same thread.</returns>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public Use Enter()
    {
        lock (_threads)
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            _threads.Add(Environment.CurrentManagedThreadId);
        }

        return new Use(this);
    }

    /// <summary>Refuses further calls and waits until those in flight have ended.</summary>
    /// <returns>True for the one caller who is to free the memory; false where another has done so, or is about to.</returns>
    /// <exception cref="InvalidOperationException">It is called from inside a call, which would wait for itself.</exception>
    public bool Close()
    {
        lock (_threads)
        {
            if (_threads.Contains(Environment.CurrentManagedThreadId))
            {
                throw new InvalidOperationException(
                    $"A {owner.GetType().Name} is disposed from inside one of its own calls. Dispose it when the call has ended.");
            }

            var first = !_closed;
            _closed = true;
            while (_threads.Count > 0)
            {
                Monitor.Wait(_threads);
            }

            return first;
        }
    }

    private void Leave()
    {
        lock (_threads)
        {
            _threads.Remove(Environment.CurrentManagedThreadId);
            if (_threads.Count == 0)
            {
                Monitor.PulseAll(_threads);
            }
        }
    }

    /// <summary>A call in flight.</summary>
    /// <param name="count">Where it is counted.</param>
    public readonly struct Use(UseCount count) : IDisposable
    {
        /// <summary>Ends the call.</summary>
        public void Dispose() => count.Leave();
    }
}
