using Arbex.Data;
using Arbex.Data.Splits;
using CsCheck;

namespace Arbex.Tests.Data.Splits;

public sealed class SplitPlanLawTests
{
    [Fact]
    public void Folds_leave_each_sample_out_exactly_once_and_no_group_straddles() =>
        Gen.Select(SplitGen.Any, Gen.Int[2, 6], Gen.Bool, Gen.Long).Sample((dataset, folds, shuffled, seed) =>
        {
            var groups = Enumerable.Range(0, dataset.Samples.Count).Select(dataset.Samples.GroupOf).Distinct().Count();
            if (groups < folds)
            {
                Assert.Contains(
                    $"{groups} groups",
                    Assert.Throws<ArbexException>(() => new GroupFolds(folds, 0).Divide(dataset, seed)).Message,
                    StringComparison.Ordinal);
                return;
            }

            var leftOut = new int[dataset.Samples.Count];
            var sizes = new List<int>();
            for (var fold = 0; fold < folds; fold++)
            {
                var parts = new GroupFolds(folds, fold, shuffled).Divide(dataset, seed);
                Assert.Equal(0, GroupStraddling.Of(dataset.Samples, parts).Straddling);
                Assert.DoesNotContain(DataSplit.Valid, parts);
                var test = Enumerable.Range(0, parts.Length).Where(i => parts[i] == DataSplit.Test).ToArray();
                sizes.Add(test.Select(dataset.Samples.GroupOf).Distinct().Count());
                Array.ForEach(test, i => leftOut[i]++);
            }

            Assert.All(leftOut, times => Assert.Equal(1, times));
            Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
        });

    [Fact]
    public void Leaving_each_group_out_leaves_each_named_sample_out_once() =>
        SplitGen.Any.Sample(dataset =>
        {
            var names = LeaveOneGroupOut.Groups(dataset.Samples);
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            for (var place = 0; place < names.Length; place++)
            {
                var isOnly = Enumerable.Range(0, dataset.Samples.Count).All(i => dataset.Samples[i].Group == names[place]);
                if (isOnly)
                {
                    Assert.Throws<ArbexException>(() => new LeaveOneGroupOut(names[place]).Divide(dataset, 0));
                    continue;
                }

                var byName = new LeaveOneGroupOut(names[place]).Divide(dataset, 0);
                Assert.Equal(byName, new LeaveOneGroupOut($"{place}").Divide(dataset, 1));
                for (var i = 0; i < byName.Length; i++)
                {
                    Assert.Equal(dataset.Samples[i].Group == names[place] ? DataSplit.Test : DataSplit.Train, byName[i]);
                }
            }
        });

    [Fact]
    public void A_random_split_keeps_the_share_of_each_class_to_half_a_sample() =>
        Gen.Select(SplitGen.Any, Gen.Double[0.01, 0.49], Gen.Long).Sample((dataset, share, seed) =>
        {
            var plan = new StratifiedRandomSplit(share);
            var parts = plan.Divide(dataset, seed);
            Assert.Equal(parts, plan.Divide(dataset, seed));
            Assert.DoesNotContain(DataSplit.Valid, parts);
            for (var label = 0; label < dataset.Labels.Count; label++)
            {
                var members = Enumerable.Range(0, parts.Length).Where(i => dataset.Samples.LabelOf(i) == label).ToArray();
                Assert.InRange(members.Count(i => parts[i] == DataSplit.Test) - (share * members.Length), -0.5001, 0.5001);
            }
        });

    [Fact]
    public void Seeds_change_random_plans_and_no_others()
    {
        var dataset = new MemoryDataset(2, [.. Enumerable.Range(0, 60).Select(i => MemoryDataset.Sample(i, i % 2, 2, $"g{i % 20}"))]);
        Assert.All(
            new[] { "random:0.5", "kfold:3:1:shuffled" },
            text => Assert.NotEqual(SplitPlan.Parse(text).Divide(dataset, 1), SplitPlan.Parse(text).Divide(dataset, 2)));
        Assert.All(
            new[] { "official", "kfold:3:1", "logo:g7" },
            text => Assert.Equal(SplitPlan.Parse(text).Divide(dataset, 1), SplitPlan.Parse(text).Divide(dataset, 2)));
    }

    [Fact]
    public void Straddling_groups_are_counted_and_told() =>
        Gen.Select(SplitGen.Any, Gen.Long).Sample((dataset, seed) =>
        {
            var parts = new StratifiedRandomSplit(0.3).Divide(dataset, seed);
            var groups = Enumerable.Range(0, parts.Length).Where(i => dataset.Samples.GroupOf(i) >= 0)
                .GroupBy(dataset.Samples.GroupOf, i => parts[i]).ToArray();
            var expected = groups.Count(group => group.Distinct().Count() > 1);

            var divided = new ResplitDataset(dataset, new StratifiedRandomSplit(0.3), seed);

            Assert.Equal((groups.Length, expected), (divided.Straddling.Groups, divided.Straddling.Straddling));
            Assert.Equal(expected > 0 ? 1 : 0, divided.Warnings.Length);
            Assert.All(
                divided.Warnings,
                text => Assert.StartsWith($"{expected} of {groups.Length} groups have samples", text, StringComparison.Ordinal));
        });

    [Fact]
    public void A_divided_dataset_differs_in_nothing_but_parts_and_name() =>
        Gen.Select(SplitGen.Any, Gen.Long).Sample((dataset, seed) =>
        {
            var divided = new ResplitDataset(dataset, SplitPlan.Parse("random:0.25"), seed);
            Assert.Equal($"Memory, split random:0.25 (seed {seed})", divided.Name);
            Assert.Equal(SplitPlan.Parse("random:0.25").Divide(dataset, seed), divided.Samples.Select(sample => sample.Split));
            Assert.Equal(
                dataset.Samples.Select(sample => (sample.Id, sample.Group, sample.Label)),
                divided.Samples.Select(sample => (sample.Id, sample.Group, sample.Label)));
            Assert.Equal(dataset.LoadImage(0).Pixels, divided.LoadImage(0).Pixels);

            var official = new ResplitDataset(dataset, SplitPlan.Official, seed);
            Assert.Equal(dataset.Name, official.Name);
            Assert.Equal(dataset.Samples.Select(sample => sample.Split), official.Samples.Select(sample => sample.Split));
        });

    [Fact]
    public void Subjects_in_order_go_to_the_folds_in_turn()
    {
        // The usual protocol of CK+: subjects sorted, fold = place mod 10.
        string[] subjects = ["S130", "S010", "S005", "S011", "S005"];
        var dataset = new MemoryDataset(2, [.. subjects.Select((subject, i) => MemoryDataset.Sample(i, 0, 2, subject))]);
        Assert.Equal(
            [DataSplit.Train, DataSplit.Train, DataSplit.Test, DataSplit.Test, DataSplit.Test],
            new GroupFolds(2, 0).Divide(dataset, 0));
    }
}
