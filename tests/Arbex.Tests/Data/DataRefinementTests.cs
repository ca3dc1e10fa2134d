using Arbex.Data;
using CsCheck;

namespace Arbex.Tests.Data;

public sealed class DataRefinementTests
{
    private const int Classes = 3;

    private static readonly Gen<FaceSample[]> Samples =
        Gen.Select(Gen.Int[0, Classes - 1], Gen.Int[0, 4]).Array[0, 80].Select(pairs => pairs
            .Select((pair, i) => MemoryDataset.Sample(i, pair.Item1, Classes, $"video{pair.Item2}")).ToArray());

    private static readonly Gen<DataRefinementOptions> Options =
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30])
            .Select((n, m) => new DataRefinementOptions { PerGroup = n, PerClass = m });

    [Fact]
    public void No_sample_repeats_and_no_class_or_group_exceeds_its_limit() =>
        Gen.Select(Samples, Options, Gen.Long, Gen.Int[0, 50]).Sample((samples, options, seed, epoch) =>
        {
            var selected = SelectEpoch(samples, options, seed, epoch);
            Assert.Equal(selected.Length, selected.Distinct().Count());
            Assert.All(selected.CountBy(i => samples[i].Label), c => Assert.InRange(c.Value, 1, options.PerClass));
            Assert.All(selected.CountBy(i => samples[i].Group), g => Assert.InRange(g.Value, 1, options.PerGroup));
            Assert.Equal(selected, SelectEpoch(samples, options, seed, epoch));
        });

    [Fact]
    public void Oversampling_fills_every_class_of_the_pool_and_uses_each_of_its_samples() =>
        Gen.Select(Samples, Options, Gen.Long).Sample((samples, options, seed) =>
        {
            var plain = SelectEpoch(samples, options, seed, 1);
            var filled =
                SelectEpoch(samples, options with { OversampleShortClasses = true }, seed, 1);
            Assert.All(filled.CountBy(i => samples[i].Label), count => Assert.Equal(options.PerClass, count.Value));
            Assert.Equal(plain.Order(), filled.Distinct().Order());
        });

    [Fact]
    public void Groups_of_one_make_the_group_limit_meaningless()
    {
        FaceSample[] samples = [.. Enumerable.Range(0, 90).Select(i => MemoryDataset.Sample(i, i % 3, Classes))];
        var options = new DataRefinementOptions { PerGroup = 1, PerClass = 20 };
        Assert.Equal(60, SelectEpoch(samples, options, 1, 0).Length);
    }

    [Fact]
    public void Epochs_and_seeds_differ_and_late_groups_are_not_starved()
    {
        FaceSample[] samples =
            [.. Enumerable.Range(0, 1000).Select(i => MemoryDataset.Sample(i, i % 3, Classes, $"video{i / 100}"))];
        var options = new DataRefinementOptions { PerGroup = 50, PerClass = 40 };
        var first = SelectEpoch(samples, options, 1, 0);
        Assert.NotEqual(first, SelectEpoch(samples, options, 1, 1));
        Assert.NotEqual(first, SelectEpoch(samples, options, 2, 0));
        // 120 of 10 groups: each is expected about 12 times.
        Assert.Equal(10, first.CountBy(i => samples[i].Group).Count(group => group.Value >= 3));
        Assert.NotEqual(first.Order(), first);
    }

    [Fact]
    public void Switched_off_every_sample_comes_once()
    {
        FaceSample[] samples = [.. Enumerable.Range(0, 200).Select(i => MemoryDataset.Sample(i, 0, Classes, "one"))];
        var options = new DataRefinementOptions { Enabled = false, PerGroup = 1, PerClass = 1 };
        var selected = SelectEpoch(samples, options, 3, 0);
        Assert.Equal(Enumerable.Range(0, 200), selected.Order());
        Assert.NotEqual(selected, SelectEpoch(samples, options, 3, 1));
    }

    [Fact]
    public void Defaults_are_the_papers_and_limits_below_one_are_refused()
    {
        Assert.Equal((512, 500), (new DataRefinementOptions().PerGroup, new DataRefinementOptions().PerClass));
        Assert.Contains(
            "PerClass = 0",
            Assert.Throws<ArbexException>(
                () => SelectEpoch([], new() { PerClass = 0 }, 1, 0)).Message);
    }

    [Theory]
    [InlineData(int.MaxValue, 10)]
    [InlineData(10, int.MaxValue)]
    [InlineData(10, 100_000_000)]
    public void Numbers_beyond_any_dataset_are_refused(int perGroup, int perClass) =>
        Assert.Contains(
            $"{DataRefinementOptions.Largest}",
            Assert.Throws<ArbexException>(
                () => new DataRefinementOptions { PerGroup = perGroup, PerClass = perClass }.Validated()).Message);

    private static int[] SelectEpoch(FaceSample[] samples, DataRefinementOptions options, long seed, int epoch) =>
        DataRefinement.SelectEpoch(
            [.. samples], [.. Enumerable.Range(0, samples.Length)], options, seed, epoch);
}
