using Arbex.Data;
using CsCheck;

namespace Arbex.Tests.Data;

public sealed class FerPlusLabelsTests
{
    private const string VoteList = "fer2013new.csv";

    // Majority and raw votes: counts published with the dataset sheet. The others: counted once with an independent
    // transcription of the published training code. Multi-target makes the chosen emotions alike: the first is the
    // label.
    public static TheoryData<FerPlusLabelRule, DataSplit, int[], int> RealCounts => new()
    {
        { FerPlusLabelRule.Majority, DataSplit.Train, [8740, 7287, 3149, 3014, 2100, 119, 532, 119], 25060 },
        { FerPlusLabelRule.Majority, DataSplit.Valid, [1182, 865, 415, 351, 287, 24, 62, 13], 3199 },
        { FerPlusLabelRule.Distribution, DataSplit.Train, [10122, 7503, 3524, 3430, 2407, 169, 641, 160], 27956 },
        { FerPlusLabelRule.Distribution, DataSplit.Valid, [1317, 897, 450, 401, 314, 31, 72, 23], 3505 },
        { FerPlusLabelRule.Probability, DataSplit.Train, [10122, 7503, 3524, 3430, 2407, 169, 641, 160], 27956 },
        { FerPlusLabelRule.Probability, DataSplit.Valid, [1317, 897, 450, 401, 314, 31, 72, 23], 3505 },
        { FerPlusLabelRule.MultiTarget, DataSplit.Train, [11928, 7389, 3427, 2491, 1925, 113, 311, 87], 27671 },
        { FerPlusLabelRule.MultiTarget, DataSplit.Valid, [1504, 887, 440, 296, 268, 24, 41, 12], 3472 },
        { FerPlusLabelRule.RawVotes, DataSplit.Train, [10309, 7528, 3562, 3515, 2467, 191, 652, 165], 28389 },
        { FerPlusLabelRule.RawVotes, DataSplit.Valid, [1335, 899, 456, 412, 319, 34, 74, 24], 3553 },
    };

    [Theory]
    [MemberData(nameof(RealCounts))]
    public void The_real_votes_give_the_known_class_counts(
        FerPlusLabelRule rule, DataSplit split, int[] expected, int kept)
    {
        var counts = new int[8];
        foreach (var row in RealVotes())
        {
            if (row.Split == split && row.ImageName.Length > 0
                && FerPlusLabels.Distribution(row.Votes, rule) is { } distribution)
            {
                counts[new FaceSample { Id = "", Group = "", Split = split, LabelDistribution = distribution }.Label]++;
            }
        }

        Assert.Equal(expected, counts);
        Assert.Equal(kept, counts.Sum());
    }

    [Theory]
    // Three training pictures have two equal lines each, which is why the published folder has 28,558 files.
    [InlineData(DataSplit.Train, 28561, 28558, 148)]
    [InlineData(DataSplit.Valid, 3579, 3579, 10)]
    public void The_real_list_names_the_known_number_of_pictures(DataSplit split, int lines, int pictures, int removed)
    {
        var rows = RealVotes().Where(row => row.Split == split).ToArray();
        Assert.Equal(removed, rows.Count(row => row.ImageName.Length == 0));
        Assert.Equal(lines, rows.Count(row => row.ImageName.Length > 0));
        Assert.Equal(pictures, rows.Select(row => row.ImageName).Where(name => name.Length > 0).Distinct().Count());
    }

    [Theory]
    // Single votes go first: 5 of the remaining 5 are a majority although 5 of 10 are not.
    [InlineData(FerPlusLabelRule.Majority, "5 1 1 1 1 1 0 0 0 0", "1 0 0 0 0 0 0 0")]
    // Exactly half is no majority.
    [InlineData(FerPlusLabelRule.Majority, "5 5 0 0 0 0 0 0 0 0", null)]
    [InlineData(FerPlusLabelRule.Majority, "0 2 0 0 0 0 0 0 8 0", null)]
    [InlineData(FerPlusLabelRule.Majority, "1 1 1 1 1 1 1 1 1 1", null)]
    [InlineData(FerPlusLabelRule.Majority, "0 0 0 0 0 0 0 0 0 10", null)]
    [InlineData(FerPlusLabelRule.Distribution, "6 2 2 0 0 0 0 0 0 0", "0.6 0.2 0.2 0 0 0 0 0")]
    // Three quarters are reached with the first: the rest is not taken.
    [InlineData(FerPlusLabelRule.Distribution, "8 2 0 0 0 0 0 0 0 0", "1 0 0 0 0 0 0 0")]
    // "Unknown" after an emotion is dropped and ends the search.
    [InlineData(FerPlusLabelRule.Distribution, "0 6 0 0 0 0 0 0 4 0", "0 1 0 0 0 0 0 0")]
    [InlineData(FerPlusLabelRule.Distribution, "0 5 0 0 0 0 0 0 5 0", null)]
    // A tie is taken at once, which makes four emotions here: too many.
    [InlineData(FerPlusLabelRule.Distribution, "3 0 0 2 2 2 0 0 0 0", null)]
    [InlineData(FerPlusLabelRule.Distribution, "2 2 2 2 2 0 0 0 0 0", null)]
    [InlineData(FerPlusLabelRule.MultiTarget, "4 3 3 0 0 0 0 0 0 0", "1 1 1 0.001 0.001 0.001 0.001 0.001")]
    [InlineData(FerPlusLabelRule.MultiTarget, "4 4 2 0 0 0 0 0 0 0", "1 1 0.001 0.001 0.001 0.001 0.001 0.001")]
    [InlineData(FerPlusLabelRule.MultiTarget, "4 2 2 2 0 0 0 0 0 0", null)]
    [InlineData(FerPlusLabelRule.RawVotes, "1 0 0 1 0 0 0 0 0 0", "0.5 0 0 0.5 0 0 0 0")]
    [InlineData(FerPlusLabelRule.RawVotes, "0 4 1 0 0 0 0 0 4 1", "0 0.8 0.2 0 0 0 0 0")]
    [InlineData(FerPlusLabelRule.RawVotes, "0 4 0 0 0 0 0 0 5 1", null)]
    [InlineData(FerPlusLabelRule.RawVotes, "0 0 0 0 0 0 0 0 0 0", null)]
    public void Rules_follow_the_published_code(FerPlusLabelRule rule, string votes, string? expected)
    {
        var distribution = FerPlusLabels.Distribution([.. votes.Split(' ').Select(int.Parse)], rule);
        if (expected is null)
        {
            Assert.Null(distribution);
            return;
        }

        var weights = expected.Split(' ').Select(double.Parse).ToArray();
        Assert.Equal(weights.Select(w => w / weights.Sum()), distribution!.Value.Select(p => (double)p), Near);
    }

    [Fact]
    public void Every_distribution_sums_to_one_and_prefers_a_voted_emotion() =>
        Gen.Select(Gen.Int[0, 10].Array[10], Gen.Enum<FerPlusLabelRule>()).Sample((votes, rule) =>
        {
            if (FerPlusLabels.Distribution(votes, rule) is { } distribution)
            {
                Assert.Equal(8, distribution.Length);
                Assert.Equal(1, distribution.Sum(), 1e-6);
                var least = rule == FerPlusLabelRule.MultiTarget ? distribution.Min() : 0;
                Assert.All(distribution.Zip(votes), pair => Assert.True(pair.First == least || pair.Second > 0));
            }
        });

    [Fact]
    public void Votes_of_the_wrong_number_or_sign_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FerPlusLabels.Distribution(new int[9], FerPlusLabelRule.Majority));
        Assert.Throws<ArgumentException>(
            () => FerPlusLabels.Distribution([1, -1, 0, 0, 0, 0, 0, 0, 0, 0], FerPlusLabelRule.Majority));
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-6;

    private static IEnumerable<FerPlusRow> RealVotes() => FerPlusVotes.ReadAll(
        new DatasetFiles(Path.GetDirectoryName(SharedData.FileOrSkip($"data/ferplus/{VoteList}"))!, ""), VoteList);
}
