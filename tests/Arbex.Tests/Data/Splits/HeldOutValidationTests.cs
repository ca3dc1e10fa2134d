using Arbex.Data;
using Arbex.Data.Splits;
using CsCheck;

namespace Arbex.Tests.Data.Splits;

public sealed class HeldOutValidationTests
{
    /// <summary>Random datasets without a validation part; some of their groups are in training and in test.</summary>
    private static readonly Gen<IFaceDataset> WithoutValidation = SplitGen.Dataset.Select(dataset =>
    {
        var builder = new SampleIndexBuilder();
        foreach (var sample in dataset.Samples)
        {
            builder.Add(
                sample.Id, sample.Split == DataSplit.Test ? DataSplit.Test : DataSplit.Train, sample.LabelDistribution,
                sample.Group.StartsWith('g') ? sample.Group : null);
        }

        return (IFaceDataset)new FixedDataset(dataset, builder.Build());
    });

    [Fact]
    public void Training_samples_alone_are_held_out_and_no_class_leaves_training() =>
        Gen.Select(WithoutValidation, Gen.Double[0.01, 0.5], Gen.Long).Sample((dataset, share, seed) =>
        {
            if (Divided(dataset, share, seed) is not { } heldOut)
            {
                return;
            }

            var (before, after) = (dataset.Samples, heldOut.Samples);
            Assert.Equal(before.Select(sample => sample.Id), after.Select(sample => sample.Id));
            Assert.Equal(before.Positions(DataSplit.Test), after.Positions(DataSplit.Test));
            Assert.NotEmpty(after.Positions(DataSplit.Valid));
            Assert.Equal(
                before.Positions(DataSplit.Train).Select(before.LabelOf).Distinct().Order(),
                after.Positions(DataSplit.Train).Select(after.LabelOf).Distinct().Order());
            Assert.Equal(
                after.Select(sample => sample.Split),
                new HeldOutValidation(dataset, share, seed).Samples.Select(sample => sample.Split));
        });

    [Fact]
    public void Groups_stay_whole_unless_they_are_in_training_and_in_test_anyway() =>
        Gen.Select(WithoutValidation, Gen.Double[0.01, 0.5], Gen.Long).Sample((dataset, share, seed) =>
        {
            if (Divided(dataset, share, seed) is not { } heldOut)
            {
                return;
            }

            var straddlingBefore = GroupStraddling.Of(dataset.Samples, Parts(dataset)).Straddling;
            var straddlingAfter = GroupStraddling.Of(dataset.Samples, Parts(heldOut)).Straddling;
            Assert.True(straddlingAfter == 0 || straddlingBefore > 0);
        });

    [Fact]
    public void Samples_alone_are_drawn_from_each_class_by_its_share()
    {
        var dataset = new FixedDataset(
            3, [.. Enumerable.Range(0, 260).Select(i => (i < 200 ? 0 : i < 259 ? 1 : 2, (string?)null))]);
        var heldOut = new HeldOutValidation(dataset, 0.1, 4);

        // 200 and 59 samples, and a class of one that cannot spare it.
        Assert.Equal([20, 6, 0], heldOut.Samples.CountClasses(heldOut.Samples.Positions(DataSplit.Valid), 3));
        Assert.Equal("26 of 260 training samples", heldOut.Amount);
        Assert.Equal("Fixed, 10 % held out (seed 4)", heldOut.Name);
        Assert.NotEqual(Parts(heldOut), Parts(new HeldOutValidation(dataset, 0.1, 5)));
    }

    [Fact]
    public void One_subject_of_ten_is_a_tenth()
    {
        var dataset = new FixedDataset(
            7, [.. Enumerable.Range(0, 210).Select(i => (i % 7, (string?)$"subject {i / 21}"))]);
        var heldOut = new HeldOutValidation(dataset, 0.1, 1);
        Assert.Equal("21 of 210 training samples (1 of 10 groups)", heldOut.Amount);

        // A tenth of three subjects is less than one: one it is.
        var few = new FixedDataset(7, [.. Enumerable.Range(0, 63).Select(i => (i % 7, (string?)$"subject {i / 21}"))]);
        Assert.Equal("21 of 63 training samples (1 of 3 groups)", new HeldOutValidation(few, 0.1, 1).Amount);
    }

    [Fact]
    public void Wrong_training_labels_change_neither_the_division_nor_what_is_held_out()
    {
        var dataset = new FixedDataset(3, [.. Enumerable.Range(0, 90).Select(i => (i % 3, (string?)null))]);
        var clean = new HeldOutValidation(dataset, 0.2, 1);
        var noisy = clean.WithTrainingLabelsOf(new LabelNoise(dataset, 1, 7));

        Assert.Equal("Fixed, 100 % label noise, 20 % held out (seed 1)", noisy.Name);
        Assert.Equal(Parts(clean), Parts(noisy));
        Assert.All(
            clean.Samples.Positions(DataSplit.Valid),
            i => Assert.Equal(dataset.Samples.LabelOf(i), noisy.Samples.LabelOf(i)));
        Assert.All(
            clean.Samples.Positions(DataSplit.Train),
            i => Assert.NotEqual(dataset.Samples.LabelOf(i), noisy.Samples.LabelOf(i)));
    }

    [Fact]
    public void What_cannot_be_held_out_is_refused_with_advice()
    {
        var one = new FixedDataset(2, [.. Enumerable.Range(0, 20).Select(i => (i % 2, (string?)"everyone"))]);
        var refused = Assert.Throws<NothingToHoldOutException>(() => new HeldOutValidation(one, 0.1, 1));
        Assert.Contains("data.validationShare", refused.Message, StringComparison.Ordinal);
        Assert.Contains("20 training samples in 1 groups", refused.Message, StringComparison.Ordinal);
        Assert.All(
            [0, -0.1, 0.51, double.NaN],
            share => Assert.Throws<ArbexException>(() => new HeldOutValidation(one, share, 1)));
        Assert.Throws<ArgumentException>(() => new HeldOutValidation(
            new FixedDataset(2, [(0, null)], DataSplit.Valid), 0.1, 1));
    }

    private static HeldOutValidation? Divided(IFaceDataset dataset, double share, long seed)
    {
        try
        {
            return new HeldOutValidation(dataset, share, seed);
        }
        catch (ArbexException)
        {
            // Then every unit has all that there is of a class.
            var training = dataset.Samples.Positions(DataSplit.Train);
            var whole = GroupStraddling.Of(dataset.Samples, Parts(dataset)).Straddling == 0;
            Assert.All(training.GroupBy(i => whole ? dataset.Samples.GroupOf(i) : ~i), unit => Assert.Contains(
                unit.Select(dataset.Samples.LabelOf),
                label => training.Count(i => dataset.Samples.LabelOf(i) == label)
                    == unit.Count(i => dataset.Samples.LabelOf(i) == label)));
            return null;
        }
    }

    private static DataSplit[] Parts(IFaceDataset dataset) => [.. dataset.Samples.Select(sample => sample.Split)];

    private sealed class FixedDataset : IFaceDataset
    {
        private readonly IFaceDataset? _source;

        public FixedDataset(IFaceDataset source, SampleIndex samples) =>
            (_source, Labels, Samples) = (source, source.Labels, samples);

        public FixedDataset(int classes, (int Label, string? Group)[] samples, DataSplit split = DataSplit.Train)
        {
            Labels = new LabelSet(Enumerable.Range(0, classes).Select(k => $"class{k}"));
            var builder = new SampleIndexBuilder();
            foreach (var (i, (label, group)) in samples.Index())
            {
                builder.Add($"{i}", split, FaceSample.OneHot(label, classes), group);
            }

            Samples = builder.Build();
        }

        public string Name => "Fixed";

        public LabelSet Labels { get; }

        public SampleIndex Samples { get; }

        public Imaging.ImageBuffer LoadImage(int index) => _source!.LoadImage(index);
    }
}
