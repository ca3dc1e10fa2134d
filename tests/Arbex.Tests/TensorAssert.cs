using static TorchSharp.torch;

namespace Arbex.Tests;

/// <summary>Comparisons of tensors whose failures say where and by how much.</summary>
internal static class TensorAssert
{
    public static void Close(Tensor expected, Tensor actual, double tolerance, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        var difference = (expected.to(ScalarType.Float64) - actual.detach().to(ScalarType.Float64)).abs();
        var largest = difference.numel() == 0 ? 0 : difference.max().item<double>();
        Assert.True(largest <= tolerance, $"{what}: largest difference {largest:g3}, allowed {tolerance:g3}");
    }

    public static void Close(double expected, Tensor actual, double tolerance, string what) =>
        Close(tensor(expected), actual.reshape([]), tolerance, what);

    public static void Finite(Tensor actual, string what) =>
        Assert.True(actual.detach().isfinite().all().item<bool>(), $"{what} is not finite: {actual.detach().ToString(TorchSharp.TensorStringStyle.Numpy)}");

    public static void Distributions(Tensor actual, double tolerance, string what)
    {
        Finite(actual, what);
        using var scope = NewDisposeScope();
        Assert.True(actual.detach().to(ScalarType.Float64).min().item<double>() >= 0, $"{what} has a negative probability");
        Close(ones([.. actual.shape[..^1]], ScalarType.Float64), actual.sum(-1), tolerance, $"{what}: sums of rows");
    }
}
