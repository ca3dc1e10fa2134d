using Arbex.Export.Quantization;
using Arbex.Imaging;

namespace Arbex.Export.Tests.Quantization;

public sealed class RangeTests
{
    [Fact]
    public void A_percentile_cuts_so_many_numbers_at_each_end_and_no_more()
    {
        var histogram = Histogram([.. Enumerable.Range(0, 10_001).Select(i => (i - 5000) / 100f)]); // -50 to 50

        AssertClose((-50, 50), histogram.Within(100));
        AssertClose((-49, 49), histogram.Within(99));
        AssertClose((-40, 40), histogram.Within(90));
    }

    [Fact]
    public void Numbers_that_are_all_the_same_have_a_range()
    {
        var histogram = new ValueHistogram(new ValueRange(0, 0));
        histogram.Add([0, 0, 0]);

        Assert.Equal(new ValueRange(0, 0), histogram.Within(99));
        Assert.Equal(new ValueRange(0, 0), EntropyRange.Of(histogram));
    }

    [Fact]
    public void Entropy_cuts_far_outliers_and_keeps_the_rest()
    {
        var random = new SeededRandom(3);
        float[] most = [.. Enumerable.Range(0, 50_000).Select(_ => (float)random.NextDouble(0, 1) * (float)random.NextDouble(0, 1))];
        var range = EntropyRange.Of(Histogram([.. most, 6]));

        Assert.InRange(range.High, 0.7, 2);
        Assert.Equal(0, range.Low, 0.01);
    }

    [Fact]
    public void Entropy_keeps_numbers_that_are_spread_evenly()
    {
        var range = EntropyRange.Of(Histogram([.. Enumerable.Range(0, 40_000).Select(i => (i - 20_000) / 20_000f)]));

        AssertClose((-1, 1), range);
    }

    [Fact]
    public void Entropy_is_not_led_astray_by_the_zeros_behind_a_rectifier()
    {
        float[] spread = [.. Enumerable.Range(1, 20_000).Select(i => 6 * i / 20_000f)];
        var range = EntropyRange.Of(Histogram([.. spread, .. new float[20_000]]));

        Assert.InRange(range.High, 5, 6.01);
    }

    private static ValueHistogram Histogram(float[] numbers)
    {
        var histogram = new ValueHistogram(new ValueRange(numbers.Min(), numbers.Max()));
        histogram.Add(numbers);
        return histogram;
    }

    private static void AssertClose((double Low, double High) expected, ValueRange actual)
    {
        var tolerance = (expected.High - expected.Low) / 500;
        Assert.Equal(expected.Low, actual.Low, tolerance);
        Assert.Equal(expected.High, actual.High, tolerance);
    }
}
