using System.Collections.Concurrent;
using Arbex.Data;

namespace Arbex.Training;

/// <summary>
/// Decodes and prepares batches on worker threads while the network computes. A few batches are made ahead, in memory that
/// is used again; leaving the loop early stops and joins the threads.
/// </summary>
/// <remarks>
/// A batch is a function of seed, epoch and samples: the number of workers changes no byte and no order. Errors of workers
/// reach the loop as they were thrown.
/// </remarks>
/// <threadsafety>Several loops may run over one loader at once.</threadsafety>
public sealed class BatchLoader
{
    private readonly IFaceDataset _dataset;
    private readonly BatchOptions _batch;
    private readonly LoaderOptions _options;
    private readonly UnreadableList? _unreadable;
    private readonly TimeProvider _time;
    private readonly ConcurrentBag<BatchBuffer> _idle = [];
    private readonly BatchMaker _maker;
    private long _waitedTicks;
    private long _leftOut;

    /// <summary>Prepares to make batches.</summary>
    /// <param name="dataset">Where pictures and labels come from.</param>
    /// <param name="batch">What is in a batch.</param>
    /// <param name="options">How batches are made ahead; null for the defaults.</param>
    /// <param name="unreadable">
    /// Told, on the consumer's thread, of each picture file that cannot be read, once for the loader's whole life; its
    /// samples are left out. Null lets the error through.
    /// </param>
    /// <param name="time">The clock for <see cref="Waited"/>; null for the system's.</param>
    /// <exception cref="ArbexException">An option is out of range.</exception>
    public BatchLoader(
        IFaceDataset dataset, BatchOptions batch, LoaderOptions? options = null, Action<string>? unreadable = null,
        TimeProvider? time = null)
        : this(dataset, batch, options, UnreadableList.For(unreadable), time)
    {
    }

    internal BatchLoader(
        IFaceDataset dataset, BatchOptions batch, LoaderOptions? options, UnreadableList? unreadable, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(batch);
        _dataset = dataset;
        _batch = batch.Validated();
        _options = (options ?? new LoaderOptions()).Validated();
        _unreadable = unreadable;
        _time = time ?? TimeProvider.System;
        _maker = new BatchMaker(dataset, batch, strict: unreadable is null);
    }

    /// <summary>How long loops over this loader have waited for batches so far.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _waitedTicks));

    /// <summary>Samples that were left out so far because their pictures cannot be read; again in each epoch.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>Buffers that no loop holds.</summary>
    internal int IdleBuffers => _idle.Count;

    /// <summary>Makes the batches of an epoch in the order given.</summary>
    /// <param name="samples">Positions in the dataset.</param>
    /// <param name="seed">Seed of everything random; together with epoch and sample it decides every number.</param>
    /// <param name="epoch">0-based epoch.</param>
    /// <param name="first">Number of the batch to start from; the batches before it are neither made nor counted.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <returns>Batches, each valid until it is returned or the next one is asked for.</returns>
    /// <exception cref="OperationCanceledException">The token stopped the loop.</exception>
    public IEnumerable<FaceBatch> Batches(
        IReadOnlyList<int> samples, long seed, int epoch, int first = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return Batches(new EpochPlan(samples, seed, epoch), first, cancellation);
    }

    /// <summary>How many batches some samples make.</summary>
    /// <param name="samples">Number of samples.</param>
    internal int CountOf(int samples) => (samples + _batch.BatchSize - 1) / _batch.BatchSize;

    private IEnumerable<FaceBatch> Batches(EpochPlan epoch, int first, CancellationToken cancellation)
    {
        var batches = CountOf(epoch.Samples.Count);
        if (first >= batches)
        {
            yield break;
        }

        var buffers = Math.Min(_options.BatchesAhead + 1, batches - first); // one is with the consumer
        var queue = new BatchQueue(first, batches, Rent(buffers, Math.Min(_batch.BatchSize, epoch.Samples.Count)));
        var since = _time.GetTimestamp();
        try
        {
            using var workers = new BatchWorkers(
                queue, _maker, epoch, Math.Min(_options.Workers, Math.Min(_options.BatchesAhead, batches - first)));
            using var registration = cancellation.Register(queue.Stop);
            for (var number = first; number < batches; number++)
            {
                var buffer = queue.Take(number) ?? throw new OperationCanceledException(cancellation);
                Interlocked.Add(ref _waitedTicks, _time.GetElapsedTime(since).Ticks);
                using var batch = new FaceBatch(buffer, number, () => queue.Return(buffer));
                Tell(buffer);
                if (batch.Count > (_batch.DropSingle ? 1 : 0))
                {
                    yield return batch;
                }

                since = _time.GetTimestamp();
            }
        }
        finally
        {
            foreach (var buffer in queue.Buffers())
            {
                _idle.Add(buffer);
            }
        }
    }

    private void Tell(BatchBuffer buffer)
    {
        Interlocked.Add(ref _leftOut, buffer.Unreadable.Count);
        foreach (var (sample, message) in buffer.Unreadable)
        {
            _unreadable?.Add(_dataset, sample, message);
        }
    }

    private BatchBuffer[] Rent(int count, int capacity)
    {
        var buffers = new BatchBuffer[count];
        for (var i = 0; i < count; i++)
        {
            buffers[i] = _idle.TryTake(out var idle) && idle.Capacity >= capacity
                ? idle
                : new BatchBuffer(capacity, _batch.Preprocessing.InputLength, _dataset.Labels.Count);
        }

        return buffers;
    }
}
