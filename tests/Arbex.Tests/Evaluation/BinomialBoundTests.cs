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

    [Fact]
    public void More_errors_or_fewer_samples_raise_the_bound() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 2000]).Sample((errors, more) =>
            BinomialBound.Upper(errors, 200 + more) <= BinomialBound.Upper(errors, 200)
            && BinomialBound.Upper(errors, 200 + more) <= BinomialBound.Upper(errors + 1, 200 + more));
}
