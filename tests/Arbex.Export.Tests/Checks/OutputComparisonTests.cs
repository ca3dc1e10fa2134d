using Arbex.Export.Checks;

namespace Arbex.Export.Tests.Checks;

public sealed class OutputComparisonTests
{
    [Fact]
    public void Small_numbers_are_compared_as_they_are_and_large_ones_by_their_digits()
    {
        Assert.Equal(0.25, OutputComparison.Difference(Rows(0.5f, 0.25f), Rows(0.25f, 0.25f)));
        Assert.Equal(0.01, OutputComparison.Difference(Rows(100, 2), Rows(99, 2)), 1e-9);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_no_number_differs_without_bound(float wrong)
    {
        Assert.Equal(double.PositiveInfinity, OutputComparison.Difference(Rows(1, 0), Rows(wrong, 0)));
        Assert.Equal(double.PositiveInfinity, OutputComparison.Difference(Rows(wrong, 0), Rows(1, 0)));
    }

    [Fact]
    public void Another_answer_is_found_with_the_lead_that_it_overcame()
    {
        var expected = new NamedRows("final", 2, [0.75f, 0.25f, 0.5f, 0.5f, 0.25f, 0.75f]);
        var actual = new NamedRows("final", 2, [0.25f, 0.75f, 0.5f, 0.5f, 0.25f, 0.75f]);

        Assert.Equal([0.5], OutputComparison.LeadsOverOtherAnswers(expected, actual));
    }

    private static NamedRows Rows(params float[] numbers) => new("final", numbers.Length, numbers);
}
