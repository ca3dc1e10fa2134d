using Arbex.Data;
using CsCheck;

namespace Arbex.Tests.Data;

public sealed class DecoratorTests
{
    [Fact]
    public void A_cached_picture_is_decoded_once_by_many_threads()
    {
        var source = Dataset(50);
        var cached = new CachedFaceDataset(source);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            Parallel.For(0, 50, i => Assert.Equal((byte)i, cached.LoadImage(i).Pixels[0]));
        }

        Assert.Equal(50, source.Decoded);
        Assert.Equal((49 * 12) + 4, cached.CachedBytes); // picture 0 is black: one channel is enough
        Assert.Same(cached.LoadImage(3), cached.LoadImage(3));
    }

    [Fact]
    public void A_cache_keeps_no_more_than_its_limit()
    {
        var source = Dataset(10);
        var cached = new CachedFaceDataset(source, byteLimit: 40);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal((byte)(i % 10), cached.LoadImage(i % 10).Pixels[0]);
        }

        Assert.Equal(4 + 36, cached.CachedBytes);
        Assert.Equal(10 + 6, source.Decoded);
    }

    [Fact]
    public void A_subset_keeps_the_chosen_order_and_loads_from_its_source()
    {
        var source = Dataset(6);
        var subset = new DatasetSubset(source, 4, 1, 4);
        Assert.Equal(["4", "1", "4"], subset.Samples.Select(sample => sample.Id));
        Assert.Equal(1, subset.LoadImage(1).Pixels[0]);
        Assert.Equal(["2", "5"], DatasetSubset.OfSplit(source, DataSplit.Test).Samples.Select(sample => sample.Id));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatasetSubset(source, 6));
    }

    [Fact]
    public void Noise_flips_the_asked_share_of_training_labels_to_other_classes() =>
        Gen.Select(Gen.Int[0, 60], Gen.Double[0, 1], Gen.Long).Sample((count, share, seed) =>
        {
            var source = Dataset(count);
            var noisy = new LabelNoise(source, share, seed);
            var training = source.Samples.Count(sample => sample.Split == DataSplit.Train);
            Assert.Equal((int)Math.Floor((share * training) + 0.5), noisy.FlippedIndices.Length);
            for (var i = 0; i < count; i++)
            {
                var flipped = noisy.FlippedIndices.Contains(i);
                Assert.Equal(flipped, noisy.Samples[i].Label != source.Samples[i].Label);
                Assert.True(!flipped || source.Samples[i].Split == DataSplit.Train);
                Assert.Equal(1, noisy.Samples[i].LabelDistribution.Sum());
            }

            Assert.Equal(
                noisy.Samples.Select(sample => sample.Label),
                new LabelNoise(source, share, seed).Samples.Select(sample => sample.Label));
        });

    [Fact]
    public void Noise_uses_all_other_classes_about_equally()
    {
        FaceSample[] samples = [.. Enumerable.Range(0, 9000).Select(i => MemoryDataset.Sample(i, 1, 4))];
        var counts = new LabelNoise(new MemoryDataset(4, samples), 1, 5).Samples.CountBy(sample => sample.Label)
            .ToDictionary();
        Assert.All([0, 2, 3], label => Assert.InRange(counts[label], 2800, 3200));
        Assert.False(counts.ContainsKey(1));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new LabelNoise(new MemoryDataset(4, samples), double.NaN, 5));
    }

    private static MemoryDataset Dataset(int count) =>
        new(3, [.. Enumerable.Range(0, count).Select(i =>
            MemoryDataset.Sample(i, i % 3, 3, split: i % 3 == 2 ? DataSplit.Test : DataSplit.Train))]);
}
