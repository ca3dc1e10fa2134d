using System.Collections.Immutable;
using Arbex.Data;
using Arbex.Losses;

namespace Arbex.Tests.Losses;

public sealed class ClassWeightsOfTests
{
    private static readonly LabelSet Labels = new(["happy", "sad"]);

    [Fact]
    public void Equal_classes_have_no_weights() =>
        Assert.Null(ClassWeightsOf.Compute(new LossOptions(), Labels, [3, 1]));

    [Theory]
    [InlineData(ClassWeighting.InverseFrequency, 2.0 / 3, 2)]
    [InlineData(ClassWeighting.InverseRoot, 0.845299, 1.464102)]
    public void Rare_classes_count_more_and_samples_count_one_in_the_mean(ClassWeighting weighting, double often, double rare)
    {
        var weights = ClassWeightsOf.Compute(new LossOptions { ClassWeighting = weighting }, Labels, [3, 1])!;
        Assert.Equal([often, rare], weights.Select(weight => (double)weight), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void A_named_class_counts_as_asked_and_an_unknown_one_is_refused()
    {
        var options = new LossOptions { ClassWeights = Weights("sad", 3) };
        Assert.Equal(3, Ratio(ClassWeightsOf.Compute(options, Labels, [3, 1])!), 5);
        var refused = Assert.Throws<ArbexException>(
            () => ClassWeightsOf.Compute(new LossOptions { ClassWeights = Weights("bored", 2) }, Labels, [3, 1]));
        Assert.Contains("bored", refused.Message, StringComparison.Ordinal);
        Assert.Contains("happy", refused.Message, StringComparison.Ordinal);
    }

    private static double Ratio(float[] weights) => weights[1] / weights[0];

    private static ImmutableSortedDictionary<string, double> Weights(string name, double weight) =>
        ImmutableSortedDictionary<string, double>.Empty.Add(name, weight);
}
