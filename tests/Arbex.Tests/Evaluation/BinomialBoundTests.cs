using Arbex.Evaluation;
using CsCheck;

namespace Arbex.Tests.Evaluation;

public sealed class BinomialBoundTests
{
    [Theory]
    [InlineData(0, 10, 0.258866)] // 1 - 0.05^(1/10)
    [InlineData(1, 10, 0.394163)]
    [InlineData(5, 10, 0.777559)]
    [InlineData(10, 10, 1)]
    [InlineData(0, 3000, 0.000998)]
    public void The_bound_is_that_of_clopper_and_pearson(int errors, int count, double bound) =>
        Assert.Equal(bound, BinomialBound.Upper(errors, count), 5);

    [Theory]
    [InlineData(0.05, 0.42341)]
    [InlineData(0.5, 0.50498)]
    public void A_low_level_asks_for_less_than_was_seen(double level, double bound) =>
        Assert.Equal(bound, BinomialBound.Upper(50, 100, level), 5);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_that_is_none_is_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialBound.Upper(1, 10, level));

    [Fact]
    public void More_errors_or_fewer_samples_raise_the_bound() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 2000]).Sample((errors, more) =>
            BinomialBound.Upper(errors, 200 + more) <= BinomialBound.Upper(errors, 200)
            && BinomialBound.Upper(errors, 200 + more) <= BinomialBound.Upper(errors + 1, 200 + more));
}
