using Arbex.Export.Folding;
using Arbex.Export.Graphs;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Export.Tests.Folding;

/// <summary>What is folded computes what its parts compute one after the other.</summary>
public sealed class FoldedWeightsTests
{
    private const int Inputs = 3;
    private const int Outputs = 2;

    private static readonly Gen<double[]> Numbers = Gen.Double[-2, 2].Array[Outputs * Inputs];

    [Fact]
    public void A_norm_behind_a_layer_is_in_its_weights() => Gen
        .Select(Layer, Vector(Outputs), Vector(Outputs), Vector(Inputs))
        .Sample((layer, scale, shift, x) =>
        {
            var expected = Apply(layer, x).Select((y, row) => (y * scale[row]) + shift[row]).ToArray();
            AssertClose(expected, Apply(layer.Then(new ChannelAffine(scale, shift)), x));
        });

    [Fact]
    public void A_norm_before_a_layer_is_in_its_weights() => Gen
        .Select(Layer, Vector(Inputs), Vector(Inputs), Vector(Inputs))
        .Sample((layer, scale, shift, x) =>
        {
            var expected = Apply(layer, [.. x.Select((value, column) => (value * scale[column]) + shift[column])]);
            AssertClose(expected, Apply(layer.After(new ChannelAffine(scale, shift)), x));
        });

    [Fact]
    public void Two_layers_in_a_row_are_one() => Gen
        .Select(Layer, Numbers, Vector(Inputs), Vector(Inputs))
        .Sample((layer, weight, bias, x) =>
        {
            using var scope = NewDisposeScope();
            var first = FoldedWeights.Of(tensor([.. weight, 1.0, 0.5, -1.0], [Inputs, Inputs]), tensor(bias));
            AssertClose(Apply(layer, Apply(first, x)), Apply(layer.After(first), x));
        });

    [Fact]
    public void A_factor_and_a_part_of_the_rows_are_what_they_say() => Gen
        .Select(Layer, Gen.Double[-3, 3], Vector(Inputs))
        .Sample((layer, factor, x) =>
        {
            var whole = Apply(layer, x);
            AssertClose([.. whole.Select(y => y * factor)], Apply(layer.Then(factor), x));
            AssertClose(whole[1..], Apply(layer.Part(1, 1), x));
        });

    private static Gen<FoldedWeights> Layer => Gen.Select(Numbers, Vector(Outputs)).Select((weight, bias) =>
    {
        using var scope = NewDisposeScope();
        return FoldedWeights.Of(tensor(weight, [Outputs, Inputs]), tensor(bias));
    });

    private static Gen<double[]> Vector(int count) => Gen.Double[-2, 2].Array[count];

    private static double[] Apply(FoldedWeights layer, double[] x)
    {
        var graph = new GraphBuilder();
        var (weight, bias) = (layer.Weight(graph).Floats.ToArray(), layer.Bias(graph).Floats.ToArray());
        return [.. bias.Zip(weight.Chunk(x.Length), (b, row) => b + row.Zip(x, (w, value) => w * value).Sum())];
    }

    private static void AssertClose(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
}
