using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests;

/// <summary>Numbers for laws that must hold for any finite input: ordinary, huge, zero and repeated ones.</summary>
internal static class TensorGen
{
    /// <summary>One number: mostly ordinary, sometimes up to 1e4 in size, tiny, or exactly 0.</summary>
    public static Gen<double> Number { get; } = Gen.Frequency(
        (6, Gen.Double[-3, 3]), (2, Gen.Double[-1e4, 1e4]), (1, Gen.Double[-1e-9, 1e-9]), (1, Gen.Const(0.0)));

    /// <summary>Rows of numbers; now and then all rows are equal, or all numbers are 0.</summary>
    public static Gen<double[]> Rows(int rows, int width) => Gen.Frequency(
        (8, Number.Array[rows * width]),
        (1, Number.Array[width].Select(row => Enumerable.Repeat(row, rows).SelectMany(value => value).ToArray())),
        (1, Gen.Const(new double[rows * width])));

    /// <summary>A float64 tensor of these numbers.</summary>
    public static Tensor Of(double[] values, params long[] shape) => tensor(values).reshape(shape);

    /// <summary>Runs a law on one thread, each example in its own dispose scope.</summary>
    public static void Holds<T>(this Gen<T> examples, Action<T> law, long examplesCount = 100) => examples.Sample(
        example =>
        {
            using var scope = NewDisposeScope();
            law(example);
        },
        iter: examplesCount, threads: 1);
}
