using System.Diagnostics;
using Arbex.Export.Graphs;
using Arbex.Export.Onnx;
using Arbex.Inference.Onnx;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>The most multiply-adds a second that a large matrix product reaches here in float32.</summary>
internal static class MatrixCeiling
{
    private const int Side = 1536;
    private const int Repeats = 12;

    /// <summary>Measures.</summary>
    /// <param name="threads">Processor threads.</param>
    /// <returns>Multiply-adds a second of libtorch and of ONNX Runtime.</returns>
    public static (double TorchSharp, double OnnxRuntime) Measure(int threads)
    {
        var torch = Torch(threads);
        SpeedTurns.Rest();
        return (torch, Runtime(threads));
    }

    private static double Torch(int threads)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (x, y) = (rand(Side, Side), rand(Side, Side));
        return PerSecond(() => x.mm(y).Dispose());
    }

    private static double Runtime(int threads)
    {
        var graph = new GraphBuilder();
        var x = graph.Input("x", ElementType.Float, [Side, Side]);
        graph.Output("y", graph.Product(x, graph.Constant("weight", [Side, Side], new float[Side * Side])));
        using var session = new GraphSession(graph.Build(), threads);
        var input = new float[Side * Side];
        return PerSecond(() => session.Run(input, ["y"]).Dispose());
    }

    private static double PerSecond(Action product)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < Repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            product();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return Math.Pow(Side, 3) / best;
    }
}
