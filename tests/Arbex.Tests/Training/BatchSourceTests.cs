using Arbex.Data;
using Arbex.Imaging;
using Arbex.Training;

namespace Arbex.Tests.Training;

public sealed class BatchSourceTests
{
    private static readonly FacePreprocessing Preprocessing = new() { InputSize = 32 };

    [Fact]
    public void A_sample_is_prepared_alike_wherever_it_stands_in_the_epoch()
    {
        var source = new BatchSource(TinyNetwork.Faces(), Preprocessing, FaceAugmentation.Heavy, batchSize: 4);
        var forwards = Inputs(source, [0, 1, 2, 3, 4, 5]);
        var backwards = Inputs(source, [5, 4, 3, 2, 1, 0]);
        foreach (var (sample, pixels) in forwards)
        {
            Assert.Equal(pixels, backwards[sample]);
        }

        Assert.NotEqual(forwards[0], Inputs(source, [0], epoch: 1)[0]);
    }

    [Fact]
    public void Batches_hold_every_sample_once_and_a_single_left_over_can_be_dropped()
    {
        var faces = TinyNetwork.Faces();
        int[] Sizes(bool dropSingle) =>
        [
            .. new BatchSource(faces, Preprocessing, FaceAugmentation.None, 4, dropSingle)
                .Batches([.. Enumerable.Range(0, 9)], 1, 0).Select(batch => batch.Count),
        ];
        Assert.Equal([4, 4, 1], Sizes(dropSingle: false));
        Assert.Equal([4, 4], Sizes(dropSingle: true));
    }

    [Fact]
    public void Leaving_early_stops_the_background_thread()
    {
        var counting = new CountingDataset(TinyNetwork.Faces(400));
        var source = new BatchSource(counting, Preprocessing, FaceAugmentation.None, 2);
        foreach (var batch in source.Batches([.. Enumerable.Range(0, 400)], 1, 0))
        {
            Assert.Equal(2, batch.Count);
            break;
        }

        // The consumer took one batch; four may wait and one may be in the making.
        Assert.InRange(counting.Loads, 2, 14);
    }

    [Fact]
    public void An_unreadable_picture_is_named_and_left_out_or_stops_the_epoch()
    {
        var broken = new CountingDataset(TinyNetwork.Faces(), brokenIndex: 3);
        var told = new List<string>();
        var lenient = new BatchSource(broken, Preprocessing, FaceAugmentation.None, 4, unreadable: told.Add);
        var samples = lenient.Batches([.. Enumerable.Range(0, 8)], 1, 0).SelectMany(batch => batch.Samples).ToArray();
        Assert.Equal([0, 1, 2, 4, 5, 6, 7], samples);
        Assert.Contains("picture 3", Assert.Single(told));

        var strict = new BatchSource(broken, Preprocessing, FaceAugmentation.None, 4);
        Assert.Throws<ArbexException>(() => strict.Batches([.. Enumerable.Range(0, 8)], 1, 0).Count());
    }

    private static Dictionary<int, float[]> Inputs(BatchSource source, int[] samples, int epoch = 0)
    {
        var inputs = new Dictionary<int, float[]>();
        foreach (var batch in source.Batches(samples, seed: 1, epoch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                inputs[batch.Samples[i]] = batch.Pixels.AsSpan(i * Preprocessing.InputLength, Preprocessing.InputLength).ToArray();
            }
        }

        return inputs;
    }

    private sealed class CountingDataset(IFaceDataset inner, int brokenIndex = -1) : IFaceDataset
    {
        private int _loads;

        public int Loads => _loads;

        public string Name => inner.Name;

        public LabelSet Labels => inner.Labels;

        public SampleIndex Samples => inner.Samples;

        public ImageBuffer LoadImage(int index)
        {
            Interlocked.Increment(ref _loads);
            return index == brokenIndex ? throw new ArbexException($"picture {index} is broken") : inner.LoadImage(index);
        }
    }
}
