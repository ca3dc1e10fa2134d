using Arbex.Evaluation;

namespace Arbex.Tests.Evaluation;

public sealed class GroupedBinomialBoundTests
{
    [Fact]
    public void Samples_that_are_each_their_own_group_have_the_usual_bound() => Assert.Equal(
        BinomialBound.Upper(3, 200),
        GroupedBinomialBound.Upper([.. Enumerable.Range(0, 200).Select(i => (1, i < 3 ? 1 : 0))]));

    [Fact]
    public void Without_errors_every_group_counts_once() => Assert.Equal(
        BinomialBound.Upper(0, 40), GroupedBinomialBound.Upper([.. Enumerable.Repeat((25, 0), 40)]));

    [Fact]
    public void A_first_error_never_lowers_the_bound()
    {
        foreach (var (groups, count) in new[] { (10, 100), (45, 22), (70, 400), (300, 2) })
        {
            var without = Enumerable.Repeat((Count: count, Errors: 0), groups).ToArray();
            var with = without.ToArray();
            with[0] = (count, 1);
            Assert.True(GroupedBinomialBound.Upper(with) >= GroupedBinomialBound.Upper(without), $"{groups} groups of {count}");
        }
    }

    [Fact]
    public void One_group_or_nothing_but_errors_bound_nothing()
    {
        Assert.Equal(1, GroupedBinomialBound.Upper([(500, 3)]));
        Assert.Equal(1, GroupedBinomialBound.Upper([(5, 5), (7, 7)]));
    }

    [Fact]
    public void Errors_that_come_together_bound_less_than_errors_that_are_spread()
    {
        var spread = Enumerable.Range(0, 400).Select(i => (10, i < 40 ? 1 : 0)).ToArray();
        var together = Enumerable.Range(0, 400).Select(i => (10, i < 4 ? 10 : 0)).ToArray();
        Assert.True(GroupedBinomialBound.Upper(together) > GroupedBinomialBound.Upper(spread) + 0.005);
    }

    [Theory]
    [InlineData(0.3, 10)]
    [InlineData(0.3, 40)]
    [InlineData(0.1, 5)]
    [InlineData(0.02, 40)]
    public void The_true_share_is_above_the_bound_in_one_case_of_twenty_at_most(double correlation, int groups)
    {
        // Shares of errors by group from a beta distribution with a mean of 10 %.
        var random = new Random(20260101);
        const int Runs = 600;
        var alpha = 0.1 * ((1 / correlation) - 1);
        var failures = Enumerable.Range(0, Runs).Count(_ => GroupedBinomialBound.Upper(
            [.. Enumerable.Range(0, groups).Select(_ => (20, Errors(random, Beta(random, alpha, alpha * 9))))]) < 0.1);

        // Two standard errors above 5 %.
        Assert.InRange(failures, 0, (int)(Runs * (0.05 + (2 * Math.Sqrt(0.05 * 0.95 / Runs)))));
    }

    private static int Errors(Random random, double share) => Enumerable.Range(0, 20).Count(_ => random.NextDouble() < share);

    private static double Beta(Random random, double a, double b)
    {
        var (x, y) = (Gamma(random, a), Gamma(random, b));
        return x / (x + y);
    }

    /// <summary>Marsaglia and Tsang 2000; below 1 by the usual power of a uniform number.</summary>
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
        {
            return Gamma(random, shape + 1) * Math.Pow(random.NextDouble(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = Math.Pow(1 + (normal / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
