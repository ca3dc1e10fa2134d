using Arbex.Data;
using Arbex.Imaging;
using Arbex.Tests.Data;
using Arbex.Training;
using CsCheck;

namespace Arbex.Tests.Training;

public sealed class LabelSamplingTests
{
    [Fact]
    public void A_class_without_probability_is_never_drawn() =>
        Gen.Select(Gen.Float[0, 1].Array[1, 8], Gen.Long).Sample((weights, seed) =>
        {
            var distribution = weights.Select((weight, k) => k % 2 == 0 ? weight + 0.001f : 0).ToArray();
            Assert.True(distribution[LabelSampling.OneOf(distribution, new SeededRandom(seed))] > 0);
        });

    [Fact]
    public void Classes_are_drawn_as_often_as_they_are_probable()
    {
        float[] distribution = [0.1f, 0, 0.6f, 0.3f];
        var random = new SeededRandom(11);
        var counts = new int[4];
        for (var i = 0; i < 20_000; i++)
        {
            counts[LabelSampling.OneOf(distribution, random)]++;
        }

        Assert.InRange(counts[0], 1850, 2150);
        Assert.InRange(counts[2], 11_700, 12_300);
        Assert.InRange(counts[3], 5750, 6250);
    }

    [Fact]
    public void A_certain_label_is_always_drawn_and_none_is_an_error()
    {
        var random = new SeededRandom(1);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(1, LabelSampling.OneOf([0, 1, 0], random)));
        Assert.Throws<ArgumentException>(() => LabelSampling.OneOf([0, 0], random));
        Assert.Throws<ArgumentException>(() => LabelSampling.OneOf([], random));
    }

    [Fact]
    public void A_loader_draws_one_label_for_each_sample_and_epoch()
    {
        FaceSample[] samples =
        [
            .. Enumerable.Range(0, 60)
                .Select(i => MemoryDataset.Sample(i, 0, 3) with { LabelDistribution = [0.5f, 0, 0.5f] }),
        ];
        var options = new BatchOptions { Preprocessing = new() { InputSize = 32 }, SampleOneLabel = true };
        var loader = new BatchLoader(new MemoryDataset(3, samples), options);

        var first = Targets(loader, epoch: 0);

        Assert.All(first.Chunk(3), target => Assert.True(target is [1, 0, 0] or [0, 0, 1]));
        Assert.InRange(first.Chunk(3).Count(target => target[0] == 1), 15, 45);
        Assert.Equal(first, Targets(loader, epoch: 0));
        Assert.NotEqual(first, Targets(loader, epoch: 1));
        Assert.All(
            Targets(new BatchLoader(new MemoryDataset(3, samples), options with { SampleOneLabel = false }), 0).Chunk(3),
            target => Assert.Equal([0.5f, 0, 0.5f], target));
    }

    private static float[] Targets(BatchLoader loader, int epoch)
    {
        var targets = new List<float>();
        foreach (var batch in loader.Batches([.. Enumerable.Range(0, 60)], 4, epoch))
        {
            targets.AddRange(batch.Targets);
        }

        return [.. targets];
    }
}
