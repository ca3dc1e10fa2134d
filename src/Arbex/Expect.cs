using TorchSharp;

namespace Arbex;

/// <summary>Shape checks at the doors of modules, in all builds.</summary>
internal static class Expect
{
    /// <summary>Throws unless the tensor has this shape; -1 allows any size.</summary>
    public static void Shape(torch.Tensor tensor, string name, params ReadOnlySpan<long> expected)
    {
        var shape = tensor.shape;
        var fits = shape.Length == expected.Length;
        for (var i = 0; fits && i < shape.Length; i++)
        {
            fits = expected[i] == -1 || expected[i] == shape[i];
        }

        if (!fits)
        {
            throw new ArgumentException(
                $"{name} has shape [{string.Join(", ", shape)}]. Expected [{string.Join(", ", expected.ToArray())}] "
                + "(-1 = any size).",
                name);
        }
    }
}
