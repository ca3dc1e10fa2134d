using Arbex.Export.Graphs;

namespace Arbex.Export.Quantization;

/// <summary>A layer's weights and bias as whole numbers, with a scale for each channel of the result.</summary>
/// <param name="Weight">Signed bytes, of the weights' shape; channels first.</param>
/// <param name="Bias">32-bit whole numbers, [C], in steps of input scale x weight scale.</param>
/// <param name="Scales">Steps of the weights, [C].</param>
/// <param name="BiasScales">Steps of the bias, [C].</param>
internal sealed record ByteWeights(sbyte[] Weight, int[] Bias, float[] Scales, float[] BiasScales)
{
    /// <summary>Rounds.</summary>
    /// <param name="weight">[C, ...].</param>
    /// <param name="bias">[C].</param>
    /// <param name="input">The step of the layer's input.</param>
    /// <param name="largest">Largest whole number of a weight, 127 or 63.</param>
    public static ByteWeights Of(GraphConstant weight, GraphConstant bias, float input, int largest)
    {
        var weights = weight.Floats;
        var biases = bias.Floats;
        var (channels, row) = (biases.Length, weights.Length / biases.Length);
        var result = new ByteWeights(new sbyte[weights.Length], new int[channels], new float[channels], new float[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            var numbers = weights.Slice(channel * row, row);
            var scale = Scale(numbers, biases[channel], input, largest);
            for (var i = 0; i < row; i++)
            {
                result.Weight[(channel * row) + i] =
                    (sbyte)Math.Clamp(Math.Round((double)numbers[i] / scale), -largest, largest);
            }

            result.Scales[channel] = scale;
            result.BiasScales[channel] = scale * input;
            result.Bias[channel] = (int)Math.Round((double)biases[channel] / ((double)scale * input));
        }

        return result;
    }

    private static float Scale(ReadOnlySpan<float> numbers, float bias, float input, int largest)
    {
        var reach = 0f;
        foreach (var number in numbers)
        {
            reach = Math.Max(reach, Math.Abs(number));
        }

        // Weights near zero would have a step in which the bias is too large a number.
        var scale = Math.Max((double)reach / largest, Math.Abs((double)bias) / input / (1 << 30));
        return scale > 0 && float.IsNormal((float)scale) && float.IsNormal((float)scale * input) ? (float)scale : 1;
    }
}
