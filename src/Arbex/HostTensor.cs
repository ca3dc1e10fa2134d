using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Arbex;

/// <summary>Copies plain numbers into tensors; the numbers and the tensor share no memory afterwards.</summary>
internal static class HostTensor
{
    /// <summary>The first numbers of an array as a float32 tensor on the CPU.</summary>
    public static Tensor From(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape)
    {
        var result = empty(shape.ToArray(), ScalarType.Float32);
        values[..(int)result.numel()].CopyTo(MemoryMarshal.Cast<byte, float>(result.bytes));
        return result;
    }
}
