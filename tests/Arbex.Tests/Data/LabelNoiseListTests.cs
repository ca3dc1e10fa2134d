using Arbex.Data;
using CsCheck;

namespace Arbex.Tests.Data;

public sealed class LabelNoiseListTests
{
    private static readonly Gen<(int Count, double Share, long Seed, LabelNoiseKind Kind)> Asked =
        Gen.Select(Gen.Int[0, 60], Gen.Double[0, 1], Gen.Long, Gen.Enum<LabelNoiseKind>());

    [Fact]
    public void A_list_has_the_asked_number_of_training_samples_and_never_their_own_class() =>
        Asked.Sample(asked =>
        {
            var source = Dataset(asked.Count);
            var list = LabelNoise.Draw(source, asked.Kind, asked.Share, asked.Seed);
            var training = source.Samples.Count(sample => sample.Split == DataSplit.Train);
            Assert.Equal((int)Math.Floor((asked.Share * training) + 0.5), list.Changes.Length);
            Assert.Equal(training, list.TrainingSamples);
            Assert.Equal(list.Changes.Length, list.Changes.Select(change => change.Id).Distinct().Count());
            Assert.All(list.Changes, change => Assert.NotEqual(change.From, change.To));
            Assert.All(list.Changes, change =>
            {
                var sample = source.Samples.Single(sample => sample.Id == change.Id);
                Assert.Equal((DataSplit.Train, change.From), (sample.Split, source.Labels[sample.Label]));
            });
        });

    [Fact]
    public void Pair_flips_go_to_the_next_class_and_the_last_to_the_first()
    {
        var list = LabelNoise.Draw(Dataset(60), LabelNoiseKind.PairFlip, 1, 4);
        Assert.Equal(
            [("class0", "class1"), ("class1", "class2"), ("class2", "class0")],
            list.Changes.Select(change => (change.From, change.To)).Distinct().Order());
    }

    [Fact]
    public void Given_pairs_replace_the_next_class()
    {
        var source = Dataset(60);
        var pairs = new LabelPairs(source.Labels, [new("class0", "class2")]);
        Assert.Equal(
            [("class0", "class2"), ("class1", "class2"), ("class2", "class0")],
            LabelNoise.Draw(source, LabelNoiseKind.PairFlip, 1, 4, pairs).Changes
                .Select(change => (change.From, change.To)).Distinct().Order());
        Assert.Throws<ArbexException>(() => new LabelPairs(source.Labels, [new("class0", "class9")]));
        Assert.Throws<ArbexException>(() => new LabelPairs(source.Labels, [new("class0", "class0")]));
        Assert.Throws<ArbexException>(
            () => new LabelPairs(source.Labels, [new("class0", "class1"), new("class0", "class2")]));
    }

    [Fact]
    public void A_list_through_its_file_makes_the_same_mistakes() =>
        Asked.Sample(
            asked =>
            {
                using var folder = new TemporaryFolder();
                var source = Dataset(asked.Count);
                var list = LabelNoise.Draw(source, asked.Kind, asked.Share, asked.Seed);
                folder.Text("noise.json", list.ToJson());
                var read = LabelNoiseList.Read(Path.Combine(folder.FullName, "noise.json"));
                Assert.Equal(list.Changes.AsEnumerable(), read.Changes);
                Assert.Equal((list.Kind, list.Share, list.Seed, list.Dataset), (read.Kind, read.Share, read.Seed, read.Dataset));

                var noisy = new LabelNoise(source, read);
                Assert.Equal(list.Changes.Select(change => change.Id), noisy.FlippedIndices.Select(noisy.Samples.IdOf));
                Assert.All(list.Changes, change => Assert.Equal(
                    change.To, noisy.Labels[noisy.Samples.Single(sample => sample.Id == change.Id).Label]));
            },
            iter: 30);

    [Fact]
    public void A_symmetric_list_equals_the_noise_of_its_share_and_seed() =>
        Asked.Sample(asked =>
        {
            var source = Dataset(asked.Count);
            var list = LabelNoise.Draw(source, LabelNoiseKind.Symmetric, asked.Share, asked.Seed);
            Assert.Equal(
                new LabelNoise(source, asked.Share, asked.Seed).Samples.Select(sample => sample.Label),
                new LabelNoise(source, list).Samples.Select(sample => sample.Label));
        });

    [Fact]
    public void The_name_tells_lists_apart()
    {
        var source = Dataset(60);
        var names = new long[] { 1, 2 }.Select(seed =>
            new LabelNoise(source, LabelNoise.Draw(source, LabelNoiseKind.PairFlip, 0.25, seed)).Name).ToArray();
        Assert.NotEqual(names[0], names[1]);
        Assert.StartsWith("Memory, 25 % pair flip label noise of list ", names[0], StringComparison.Ordinal);
        Assert.Equal("Memory, 25 % label noise", new LabelNoise(source, 0.25, 1).Name);
    }

    [Fact]
    public void A_list_that_does_not_fit_says_why()
    {
        var source = Dataset(60);
        var list = LabelNoise.Draw(source, LabelNoiseKind.Symmetric, 0.5, 1);
        var first = list.Changes[0];
        AssertRefused(Dataset(30), list, "40 training samples");
        AssertRefused(source, list with { Changes = [first with { Id = "other.png" }] }, "other.png");
        AssertRefused(source, list with { Changes = [first, first] }, "twice");
        AssertRefused(source, list with { Changes = [first with { From = first.To, To = first.From }] }, "says that");
        AssertRefused(source, list with { Changes = [first with { To = "class9" }] }, "class9");
        AssertRefused(source, list with { Changes = [first with { To = first.From }] }, "its own class");
        // A test sample of the dataset is no training sample.
        AssertRefused(source, list with { Changes = [first with { Id = "2" }] }, "no training samples");
    }

    [Theory]
    [InlineData("nothing", "JSON")]
    [InlineData("null", "null")]
    [InlineData("{}", "required")]
    public void A_file_that_is_no_list_is_named(string text, string word)
    {
        using var folder = new TemporaryFolder();
        folder.Text("noise.json", text == "nothing" ? "no list" : text);
        var error = Assert.Throws<ArbexException>(() => LabelNoiseList.Read(Path.Combine(folder.FullName, "noise.json")));
        Assert.Contains("noise.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(text == "nothing" ? "cannot be used" : word, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<ArbexException>(() => LabelNoiseList.Read(Path.Combine(folder.FullName, "missing.json")));
    }

    private static void AssertRefused(IFaceDataset source, LabelNoiseList list, string words) =>
        Assert.Contains(
            words, Assert.Throws<ArbexException>(() => new LabelNoise(source, list)).Message, StringComparison.Ordinal);

    private static MemoryDataset Dataset(int count) =>
        new(3, [.. Enumerable.Range(0, count).Select(i =>
            MemoryDataset.Sample(i, i % 7 % 3, 3, split: i % 3 == 2 ? DataSplit.Test : DataSplit.Train))]);
}
