using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Arbex.Networks;

/// <summary>Steps that are done in float32 even where the rest is bfloat16: they lose digits in it and gain no speed.</summary>
internal static class FullPrecision
{
    /// <summary>Layer norm over the last dimension, in x's type outside: [..., D] -> [..., D].</summary>
    public static Tensor Normalize(LayerNorm normalization, Tensor x) => x.dtype == ScalarType.BFloat16
        ? normalization.call(x.to_type(ScalarType.Float32)).to_type(ScalarType.BFloat16)
        : normalization.call(x);

    /// <summary>Softmax over the last dimension of scores plus a bias, in the scores' type outside.</summary>
    /// <param name="scores">[..., T]; may be written over.</param>
    /// <param name="bias">Broadcast to the scores, float32; null for none.</param>
    public static Tensor Softmax(Tensor scores, Tensor? bias = null)
    {
        var full = scores.dtype == ScalarType.BFloat16 ? scores.to_type(ScalarType.Float32) : scores;
        var attention = (bias is null ? full : full.PlusInPlace(bias)).softmax(-1);
        return attention.WithTypeOf(scores);
    }
}
