using CsCheck;

namespace Arbex.Inference.Tests;

public sealed class TemperatureTests
{
    private static readonly Gen<float[]> Distribution = Gen.Float[0.001f, 1].Array[2, 10]
        .Select(values => values.Select(value => value / values.Sum()).ToArray());

    [Fact]
    public void A_temperature_keeps_the_order_and_the_sum() =>
        Gen.Select(Distribution, Gen.Double[0.2, 5]).Sample((distribution, temperature) =>
        {
            var scaled = distribution.ToArray();
            Temperature.Apply(scaled, temperature);
            return Math.Abs(scaled.Sum() - 1) < 1e-5 && Array.IndexOf(scaled, scaled.Max()) is var top
                && distribution[top] >= distribution.Max() - 1e-6f;
        });

    [Fact]
    public void A_temperature_of_one_changes_nothing_and_one_of_two_takes_roots()
    {
        float[] same = [0.25f, 0.75f];
        Temperature.Apply(same, 1);
        Assert.Equal([0.25f, 0.75f], same);
        float[] roots = [0.1f, 0.9f];
        Temperature.Apply(roots, 2);
        Assert.Equal(0.25f, roots[0], 5); // 1 : 3
    }

    [Fact]
    public void Certainty_stays_certain_and_nothing_stays_nothing()
    {
        float[] certain = [0, 1, 0];
        Temperature.Apply(certain, 3);
        Assert.Equal([0, 1, 0], certain);
        float[] nothing = [0, 0];
        Temperature.Apply(nothing, 3);
        Assert.Equal([0, 0], nothing);
    }
}
