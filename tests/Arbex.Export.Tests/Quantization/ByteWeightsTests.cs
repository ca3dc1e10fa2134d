using Arbex.Export.Graphs;
using Arbex.Export.Quantization;
using CsCheck;

namespace Arbex.Export.Tests.Quantization;

public sealed class ByteWeightsTests
{
    private const int Row = 6;

    [Theory]
    [InlineData(127)]
    [InlineData(63)]
    public void Weights_and_bias_are_within_half_a_step_of_what_they_were(int largest) => Gen.Select(
        Gen.Float[-4, 4].Array[3 * Row], Gen.Float[-4, 4].Array[3], Gen.Float[1e-3f, 1]).Sample((weight, bias, input) =>
        {
            var bytes = ByteWeights.Of(Constant([3, Row], weight), Constant([3], bias), input, largest);
            for (var i = 0; i < weight.Length; i++)
            {
                var step = bytes.Scales[i / Row];
                Assert.InRange(bytes.Weight[i], -largest, largest);
                Assert.InRange(Math.Abs((bytes.Weight[i] * (double)step) - weight[i]), 0, (0.5 * step) + 1e-6);
            }

            for (var channel = 0; channel < bias.Length; channel++)
            {
                var step = bytes.BiasScales[channel];
                Assert.InRange(Math.Abs((bytes.Bias[channel] * (double)step) - bias[channel]), 0, (0.5 * step) + 1e-6);
            }
        });

    [Fact]
    public void Each_channel_has_a_step_of_its_own()
    {
        var bytes = ByteWeights.Of(Constant([2, 1], [100, 0.01f]), Constant([2], [0, 0]), input: 1, largest: 127);

        Assert.Equal([127, 127], bytes.Weight.Select(number => (int)number));
        Assert.Equal(10000, bytes.Scales[0] / bytes.Scales[1], 1.0);
    }

    [Fact]
    public void A_bias_beside_weights_of_nothing_is_kept()
    {
        var bytes = ByteWeights.Of(Constant([2, 1], [1e-30f, 0]), Constant([2], [5, -7]), input: 0.1f, largest: 127);

        Assert.Equal(5, bytes.Bias[0] * (double)bytes.BiasScales[0], 1e-5);
        Assert.Equal(-7, bytes.Bias[1] * (double)bytes.BiasScales[1], 1e-5);
    }

    [Fact]
    public void A_channel_of_zeros_stays_zero()
    {
        var bytes = ByteWeights.Of(Constant([1, 2], [0, 0]), Constant([1], [0]), input: 0.1f, largest: 127);

        Assert.Equal((0, 0, 0), (bytes.Weight[0], bytes.Weight[1], bytes.Bias[0]));
        Assert.True(bytes.Scales[0] > 0);
    }

    private static GraphConstant Constant(TensorShape shape, float[] numbers) => GraphConstant.Of("numbers", shape, numbers);
}
