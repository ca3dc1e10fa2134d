using System.Collections.Immutable;
using Arbex.Data;
using Arbex.Data.Inspection;
using CsCheck;

namespace Arbex.Tests.Data.Inspection;

public sealed class DatasetSummaryTests
{
    [Fact]
    public void Classes_splits_and_groups_are_counted()
    {
        var summary = DatasetSummary.Of(
            Dataset(
                (0, "video1", DataSplit.Train), (0, "video1", DataSplit.Train), (1, "video1", DataSplit.Train),
                (0, "video2", DataSplit.Train), (1, null, DataSplit.Train), (1, "video2", DataSplit.Test)),
            new DataRefinementOptions(), seed: 1);

        Assert.Equal([DataSplit.Train, DataSplit.Test], summary.Splits.Select(split => split.Split));
        var train = summary.Splits[0];
        Assert.Equal(5, train.Samples);
        Assert.Equal([3, 2, 0], train.PerClass);
        Assert.Equal([2, 2, 0], train.GroupsPerClass);
        Assert.Equal(new GroupSizes(3, 1, 1, 3), train.Groups);
        Assert.Equal(new GroupSizes(1, 1, 1, 1), summary.Splits[1].Groups);
        Assert.Equal(1, summary.GroupsInSeveralSplits);
    }

    [Fact]
    public void Counts_of_classes_sum_to_the_samples_of_each_split() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Gen.Enum<DataSplit>()).Array[1, 60].Sample(choices =>
        {
            var summary = DatasetSummary.Of(
                Dataset([.. choices.Select(choice => (
                    choice.Item1, choice.Item2 == 0 ? null : $"group{choice.Item2}", choice.Item3))]),
                new DataRefinementOptions { PerGroup = 3, PerClass = 5 }, seed: 1);
            Assert.Equal(choices.Length, summary.Splits.Sum(split => split.Samples));
            Assert.All(summary.Splits, split => Assert.Equal(split.Samples, split.PerClass.Sum()));
            Assert.All(summary.Splits, split => Assert.InRange(split.Groups.Median, split.Groups.Smallest, split.Groups.Largest));
            Assert.Equal(choices.Any(choice => choice.Item3 == DataSplit.Train), summary.Refinement is not null);
        });

    [Fact]
    public void Refinement_shows_what_training_would_draw()
    {
        var data = Dataset(
        [
            .. Enumerable.Range(0, 40).Select(_ => (0, (string?)"long video", DataSplit.Train)),
            .. Enumerable.Range(0, 10).Select(_ => (1, (string?)null, DataSplit.Train)),
        ]);
        var effect = RefinementEffect.Of(data, new DataRefinementOptions { PerGroup = 8, PerClass = 5 }, seed: 3);

        Assert.Equal(10, effect.EpochSamples);
        Assert.Equal(6, effect.EpochGroups);
        Assert.Equal([5, 5, 0], effect.Classes.Select(refined => refined.EpochSamples));
        Assert.Equal([1, 5, 0], effect.Classes.Select(refined => refined.EpochGroups));
        Assert.Equal([1.25, 5, 0], effect.Classes.Select(refined => refined.TimesInTenEpochs)); // 10 x 5 of 40 and of 10
        Assert.InRange(effect.Classes[0].Seen, 0.4, 0.999);
        Assert.Equal(0, effect.Classes[2].Seen);
    }

    [Fact]
    public void Without_refinement_every_sample_is_drawn_every_time()
    {
        var effect = RefinementEffect.Of(
            Dataset((0, null, DataSplit.Train), (1, null, DataSplit.Train)), new DataRefinementOptions { Enabled = false }, 1);
        Assert.Equal([10, 10, 0], effect.Classes.Select(refined => refined.TimesInTenEpochs));
        Assert.Equal(1, effect.Seen);
    }

    [Fact]
    public void Entropy_is_zero_for_plain_labels_and_largest_for_equal_shares()
    {
        Assert.Equal(0, LabelEntropy.OfDistribution([0, 1, 0, 0]));
        Assert.Equal(2, LabelEntropy.OfDistribution([0.25f, 0.25f, 0.25f, 0.25f]), 6);
        ImmutableArray<float> half = [0.5f, 0.5f];
        var samples = new SampleIndexBuilder();
        samples.Add("a", DataSplit.Train, half);
        samples.Add("b", DataSplit.Train, FaceSample.OneHot(0, 2));
        samples.Add("c", DataSplit.Train, FaceSample.OneHot(1, 2));
        samples.Add("d", DataSplit.Train, half);
        Assert.Equal(new LabelEntropy(2, 0.5, 0, 1), LabelEntropy.Of(samples.Build(), [0, 1, 2, 3]));
        Assert.Equal(new LabelEntropy(0, 0, 0, 0), LabelEntropy.Of(samples.Build(), []));
    }

    private static FolderDataset Dataset(params (int Label, string? Group, DataSplit Split)[] samples)
    {
        var builder = new SampleIndexBuilder();
        foreach (var (index, sample) in samples.Index())
        {
            builder.Add($"{index}.png", sample.Split, FaceSample.OneHot(sample.Label, 3), sample.Group);
        }

        return new FolderDataset("nowhere", new DatasetIndex
        {
            Name = "Counted",
            Labels = new LabelSet("class0", "class1", "class2"),
            Samples = builder.Build(),
        });
    }
}
