using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Imaging;

namespace Arbex.Training;

/// <summary>Makes the batches of one epoch, each a function of seed, epoch, its number and its samples alone.</summary>
internal sealed class BatchMaker
{
    private const long LabelStream = 1;
    private const long MixupStream = 0x4D69_7875_70;

    private readonly IFaceDataset _dataset;
    private readonly BatchOptions _options;
    private readonly AugmentedPreparation _preparation;
    private readonly bool _strict;

    /// <summary>Prepares to make batches.</summary>
    /// <param name="dataset">Where pictures and labels come from.</param>
    /// <param name="options">What is in a batch.</param>
    /// <param name="strict">Whether a picture that cannot be read is an error.</param>
    public BatchMaker(IFaceDataset dataset, BatchOptions options, bool strict)
    {
        (_dataset, _options, _strict) = (dataset, options, strict);
        _preparation = new AugmentedPreparation(options.Preprocessing, options.Augmentation);
    }

    /// <summary>What decides how a sample is varied in an epoch.</summary>
    public static SeededRandom RandomOf(long seed, int epoch, int sample) => SeededRandom.ForStream(seed, epoch, sample);

    /// <summary>Fills a buffer with one batch of the epoch, or with a part of it when stopped.</summary>
    public void Make(BatchBuffer buffer, EpochPlan epoch, int number, Func<bool> isStopped)
    {
        buffer.Clear();
        var start = number * _options.BatchSize;
        var end = Math.Min(start + _options.BatchSize, epoch.Samples.Count);
        for (var i = start; i < end && !isStopped(); i++)
        {
            var sample = epoch.Samples[i];
            try
            {
                _preparation.Prepare(
                    _dataset.LoadImage(sample), RandomOf(epoch.Seed, epoch.Number, sample), buffer.NextPixels);
            }
            catch (ArbexException unreadable) when (!_strict && unreadable is not PackException)
            {
                buffer.Unreadable.Add((sample, unreadable.Message));
                continue;
            }

            WriteTarget(epoch, sample, buffer.NextTarget);
            buffer.Samples.Add(sample);
        }

        if (_options.Mixup > 0)
        {
            var random = SeededRandom.ForStream(epoch.Seed, MixupStream, epoch.Number, number);
            Mixup.Apply(
                buffer.Pixels.Span, buffer.Targets.Span, buffer.Samples.Count, Mixup.Share(_options.Mixup, random));
        }
    }

    private void WriteTarget(EpochPlan epoch, int sample, Span<float> target)
    {
        var distribution = _dataset.Samples.DistributionOf(sample).AsSpan();
        if (!_options.SampleOneLabel)
        {
            distribution.CopyTo(target);
            return;
        }

        var random = SeededRandom.ForStream(epoch.Seed, epoch.Number, sample, LabelStream);
        target.Clear();
        target[LabelSampling.OneOf(distribution, random)] = 1;
    }
}
