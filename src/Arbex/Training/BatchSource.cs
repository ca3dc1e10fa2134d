using System.Collections.Concurrent;
using Arbex.Data;
using Arbex.Imaging;

namespace Arbex.Training;

/// <summary>
/// Decodes and prepares batches on a background thread while the network computes. At most a few batches are made
/// ahead; leaving the loop early stops the thread.
/// </summary>
public sealed class BatchSource
{
    private const int BatchesAhead = 4;

    private readonly IFaceDataset _dataset;
    private readonly AugmentedPreparation _preparation;
    private readonly int _batchSize;
    private readonly bool _dropSingle;
    private readonly Action<string>? _unreadable;

    /// <summary>Prepares to make batches.</summary>
    /// <param name="dataset">Where pictures and labels come from.</param>
    /// <param name="preprocessing">How a picture becomes the input.</param>
    /// <param name="augmentation">Random changes; <see cref="FaceAugmentation.None"/> for evaluation.</param>
    /// <param name="batchSize">Samples in a batch, except the last.</param>
    /// <param name="dropSingle">Whether a last batch of one is left out, which batch norm cannot train on.</param>
    /// <param name="unreadable">
    /// Told of each picture that cannot be read, which is then left out; null lets the error through.
    /// </param>
    public BatchSource(
        IFaceDataset dataset, FacePreprocessing preprocessing, FaceAugmentation augmentation, int batchSize,
        bool dropSingle = false, Action<string>? unreadable = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _dataset = dataset;
        _preparation = new AugmentedPreparation(preprocessing, augmentation);
        _batchSize = batchSize;
        _dropSingle = dropSingle;
        _unreadable = unreadable;
    }

    /// <summary>Makes the batches of an epoch in the order given.</summary>
    /// <param name="samples">Positions in the dataset.</param>
    /// <param name="seed">Seed of the augmentation; together with epoch and sample it decides every random change.</param>
    /// <param name="epoch">0-based epoch.</param>
    /// <param name="cancellation">Stops early.</param>
    public IEnumerable<FaceBatch> Batches(
        IReadOnlyList<int> samples, long seed, int epoch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var ready = new BlockingCollection<FaceBatch>(BatchesAhead);
        var producer = Task.Factory.StartNew(
            () => Produce(samples, seed, epoch, ready, stop.Token),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var batch in ready.GetConsumingEnumerable(cancellation))
            {
                yield return batch;
            }

            producer.GetAwaiter().GetResult();
            // The producer may have seen the stop first and ended quietly; half an epoch must not pass for a whole one.
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([producer], CancellationToken.None);
        }
    }

    private void Produce(
        IReadOnlyList<int> samples, long seed, int epoch, BlockingCollection<FaceBatch> ready, CancellationToken stop)
    {
        try
        {
            for (var start = 0; start < samples.Count && !stop.IsCancellationRequested; start += _batchSize)
            {
                var batch = Make(samples, start, Math.Min(_batchSize, samples.Count - start), seed, epoch);
                if (batch.Count > (_dropSingle ? 1 : 0))
                {
                    ready.Add(batch, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The consumer left early; nothing is owed to it.
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    private FaceBatch Make(IReadOnlyList<int> samples, int start, int count, long seed, int epoch)
    {
        var inputLength = _preparation.Preprocessing.InputLength;
        var classes = _dataset.Labels.Count;
        var pixels = new float[count * inputLength];
        var targets = new float[count * classes];
        var kept = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            var sample = samples[start + i];
            try
            {
                var image = _dataset.LoadImage(sample);
                _preparation.Prepare(
                    image, SeededRandom.ForStream(seed, epoch, sample),
                    pixels.AsSpan(kept.Count * inputLength, inputLength));
            }
            catch (ArbexException unreadable) when (_unreadable is not null)
            {
                _unreadable(unreadable.Message);
                continue;
            }

            _dataset.Samples.DistributionOf(sample).CopyTo(targets.AsSpan(kept.Count * classes, classes));
            kept.Add(sample);
        }

        return new FaceBatch(pixels, targets, kept);
    }
}
