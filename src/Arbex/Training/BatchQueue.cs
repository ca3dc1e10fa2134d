using System.Runtime.ExceptionServices;

namespace Arbex.Training;

/// <summary>Where workers and the consumer of one epoch meet: empty buffers go one way, full ones the other.</summary>
/// <remarks>
/// A worker gets a buffer and the next batch number in one step. So the lowest unfinished batch always has a buffer, and
/// the consumer, who waits for exactly that one, never waits for a batch that waits for a buffer.
/// </remarks>
internal sealed class BatchQueue
{
    private readonly object _gate = new();
    private readonly Stack<BatchBuffer> _empty;
    private readonly Dictionary<int, BatchBuffer> _full = [];
    private readonly int _batches;
    private int _next;
    private volatile bool _stopped;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Begins an epoch.</summary>
    /// <param name="first">Number of the first batch.</param>
    /// <param name="batches">Number of the one after the last.</param>
    /// <param name="buffers">What they are made in; at least one, and a second one to work ahead.</param>
    public BatchQueue(int first, int batches, IEnumerable<BatchBuffer> buffers) =>
        (_next, _batches, _empty) = (first, batches, new(buffers));

    /// <summary>Whether nothing more should be made.</summary>
    public bool IsStopped => _stopped;

    /// <summary>For workers: waits for a buffer and gets the next batch to make; false when there is none.</summary>
    public bool TryBegin(out BatchBuffer buffer, out int number)
    {
        lock (_gate)
        {
            while (!_stopped && _next < _batches && _empty.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            var more = !_stopped && _next < _batches;
            buffer = more ? _empty.Pop() : null!;
            number = more ? _next++ : -1;
            return more;
        }
    }

    /// <summary>For workers: hands over a batch.</summary>
    public void Finish(int number, BatchBuffer buffer)
    {
        lock (_gate)
        {
            _full.Add(number, buffer);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>For workers: hands over an error, which stops everyone.</summary>
    public void Fail(BatchBuffer buffer, Exception failure)
    {
        lock (_gate)
        {
            _empty.Push(buffer);
            _failure ??= ExceptionDispatchInfo.Capture(failure);
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>For the consumer: waits for a batch; null when stopped.</summary>
    /// <exception cref="Exception">What a worker threw.</exception>
    public BatchBuffer? Take(int number)
    {
        lock (_gate)
        {
            BatchBuffer? buffer = null;
            while (!_stopped && !_full.Remove(number, out buffer))
            {
                Monitor.Wait(_gate);
            }

            _failure?.Throw();
            return buffer;
        }
    }

    /// <summary>For the consumer: gives a buffer back to the workers.</summary>
    public void Return(BatchBuffer buffer)
    {
        lock (_gate)
        {
            _empty.Push(buffer);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Stops the workers after the picture that each is at.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>All buffers that are not with the consumer, after the workers have ended.</summary>
    public IEnumerable<BatchBuffer> Buffers()
    {
        lock (_gate)
        {
            return [.. _empty, .. _full.Values];
        }
    }
}
