namespace Arbex.Training;

/// <summary>The threads of one epoch. Disposing stops and joins them.</summary>
internal sealed class BatchWorkers : IDisposable
{
    private readonly BatchQueue _queue;
    private readonly BatchMaker _maker;
    private readonly EpochPlan _epoch;
    private readonly Thread[] _threads;

    /// <summary>Starts the threads.</summary>
    public BatchWorkers(BatchQueue queue, BatchMaker maker, EpochPlan epoch, int count)
    {
        (_queue, _maker, _epoch) = (queue, maker, epoch);
        _threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            // A program that ends without leaving its loop must not hang on them.
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"Arbex loader {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>Waits for the picture that each thread is at, and no more.</summary>
    public void Dispose()
    {
        _queue.Stop();
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work()
    {
        while (_queue.TryBegin(out var buffer, out var number))
        {
            try
            {
                _maker.Make(buffer, _epoch, number, () => _queue.IsStopped);
            }
            catch (Exception failure)
            {
                _queue.Fail(buffer, failure);
                return;
            }

            _queue.Finish(number, buffer);
        }
    }
}
