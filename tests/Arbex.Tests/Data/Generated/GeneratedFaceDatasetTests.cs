using Arbex.Data;
using Arbex.Data.Generated;

namespace Arbex.Tests.Data.Generated;

public sealed class GeneratedFaceDatasetTests
{
    private static readonly GeneratedFaceOptions Small =
        new() { Characters = 5, HeldOutCharacters = 3, SamplesPerCharacter = 40, Size = 48 };

    [Fact]
    public void Every_character_has_as_many_samples_as_asked()
    {
        var data = new GeneratedFaceDataset(Small);
        Assert.Equal(8 * 40, data.Samples.Count);
        Assert.Equal(8, data.Samples.Select(sample => sample.Group).Distinct().Count());
        Assert.All(data.Samples.CountBy(sample => sample.Group), group => Assert.Equal(40, group.Value));
        Assert.Equal(data.Samples.Count, data.Samples.Select(sample => sample.Id).Distinct().Count());
        Assert.Equal("character-07", data.Samples[^1].Group);
        Assert.Equal(LabelSet.FerPlus, data.Labels);
    }

    [Fact]
    public void Characters_never_straddle_splits()
    {
        var data = new GeneratedFaceDataset(Small);
        var train = data.Samples.Where(sample => sample.Split == DataSplit.Train).ToArray();
        var valid = data.Samples.Where(sample => sample.Split == DataSplit.Valid).ToArray();
        Assert.Equal((5 * 40, 3 * 40), (train.Length, valid.Length));
        Assert.Empty(train.Select(sample => sample.Group).Intersect(valid.Select(sample => sample.Group)));
    }

    [Fact]
    public void Without_imbalance_every_class_is_equally_frequent_in_both_splits()
    {
        var data = new GeneratedFaceDataset(Small);
        foreach (var split in data.Samples.GroupBy(sample => sample.Split))
        {
            Assert.All(split.CountBy(sample => sample.Label), label => Assert.Equal(split.Count() / 8, label.Value));
            Assert.All(split.CountBy(sample => (sample.Group, sample.Label)), pair => Assert.Equal(5, pair.Value));
        }
    }

    [Fact]
    public void Imbalance_makes_frequencies_fall_geometrically_in_training_only()
    {
        var data = new GeneratedFaceDataset(Small with { SamplesPerCharacter = 400, ClassImbalance = 0.5 });
        var counts = Counts(data, DataSplit.Train);
        Assert.Equal(5 * 400, counts.Sum());
        var ratio = Math.Pow(50, 0.5 / 7);
        for (var k = 1; k < 8; k++)
        {
            Assert.InRange(counts[k - 1], (ratio * counts[k]) - 3, (ratio * counts[k]) + 3);
        }

        Assert.All(Counts(data, DataSplit.Valid), count => Assert.Equal(3 * 400 / 8, count));
    }

    [Fact]
    public void Label_noise_is_exact_spread_over_the_other_classes_and_never_in_held_out_labels()
    {
        var data = new GeneratedFaceDataset(Small with { SamplesPerCharacter = 800, LabelNoise = 0.3 });
        var wrong = Enumerable.Range(0, data.Samples.Count).Where(data.IsMislabelled).ToArray();
        Assert.Equal((int)(0.3 * 5 * 800), wrong.Length);
        Assert.All(wrong, index => Assert.Equal(DataSplit.Train, data.Samples[index].Split));
        // Each of the 7 steps to another class is drawn with p = 1/7: within five standard deviations.
        var steps = wrong.CountBy(index => (data.Samples[index].Label - data.CleanLabel(index) + 8) % 8).ToDictionary();
        var (mean, deviation) = (wrong.Length / 7.0, Math.Sqrt(wrong.Length * 6 / 49.0));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], steps.Keys.Order());
        Assert.All(steps.Values, count => Assert.InRange(count, mean - (5 * deviation), mean + (5 * deviation)));
    }

    [Fact]
    public void Label_noise_changes_no_picture()
    {
        var clean = new GeneratedFaceDataset(Small);
        var noisy = new GeneratedFaceDataset(Small with { LabelNoise = 0.5 });
        for (var index = 0; index < 20; index++)
        {
            Assert.Equal(clean.CleanLabel(index), noisy.CleanLabel(index));
            Assert.Equal(clean.LoadImage(index).Pixels, noisy.LoadImage(index).Pixels);
        }
    }

    [Fact]
    public void Pictures_do_not_depend_on_order_or_thread()
    {
        var data = new GeneratedFaceDataset(Small);
        var expected = Enumerable.Range(0, 60).Select(index => data.LoadImage(index).Pixels).ToArray();
        var again = new byte[expected.Length][];
        var other = new GeneratedFaceDataset(Small);
        Parallel.For(0, expected.Length, i => again[^(i + 1)] = other.LoadImage(expected.Length - 1 - i).Pixels);
        Assert.Equal(expected, again);
    }

    [Fact]
    public void Another_seed_gives_another_cast_and_other_pictures()
    {
        var (one, two) = (new GeneratedFaceDataset(Small), new GeneratedFaceDataset(Small with { Seed = 2 }));
        Assert.NotEqual(one.Character(0), two.Character(0));
        Assert.NotEqual(one.LoadImage(0).Pixels, two.LoadImage(0).Pixels);
    }

    [Fact]
    public void No_held_out_characters_leave_the_validation_split_empty()
    {
        var data = new GeneratedFaceDataset(Small with { HeldOutCharacters = 0 });
        Assert.All(data.Samples, sample => Assert.Equal(DataSplit.Train, sample.Split));
    }

    [Fact]
    public void An_index_outside_the_dataset_is_refused()
    {
        var data = new GeneratedFaceDataset(Small);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.LoadImage(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.CleanLabel(data.Samples.Count));
    }

    private static int[] Counts(GeneratedFaceDataset data, DataSplit split)
    {
        var counts = new int[data.Labels.Count];
        foreach (var sample in data.Samples.Where(sample => sample.Split == split))
        {
            counts[sample.Label]++;
        }

        return counts;
    }
}
