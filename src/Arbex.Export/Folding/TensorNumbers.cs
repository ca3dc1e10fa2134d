using static TorchSharp.torch;

namespace Arbex.Export.Folding;

/// <summary>Takes numbers out of tensors.</summary>
internal static class TensorNumbers
{
    /// <summary>All numbers in double precision, last dimension fastest.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return tensor.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
    }

    /// <summary>Rounds to what a file holds.</summary>
    public static float[] Rounded(ReadOnlySpan<double> numbers)
    {
        var result = new float[numbers.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (float)numbers[i];
        }

        return result;
    }
}
