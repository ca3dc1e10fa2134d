using System.Diagnostics;
using System.Globalization;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>bfloat16 beside float32, operation by operation and as whole training steps.</summary>
internal static class PrecisionSpeed
{
    private const int Batch = 32;
    private const int Channels = 32;
    private const int Side = 24;
    private const int Rounds = 12;

    private static readonly long[] One = [1, 1];

    public static void Run(TextWriter output)
    {
        set_num_threads(1);
        output.WriteLine(
            $"Forward and backward on one thread in ms, {Batch} maps of {Channels} x {Side} x {Side} with the channels last, best "
            + $"of {Rounds}.");
        output.WriteLine();
        output.WriteLine("| operation | float32 | bfloat16 | float32 / bfloat16 |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (name, operation) in Operations())
        {
            var (full, rounded) = (Best(operation, ScalarType.Float32), Best(operation, ScalarType.BFloat16));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {full:f2} | {rounded:f2} | {full / rounded:f1} |"));
        }

        set_num_threads(Environment.ProcessorCount);
        output.WriteLine();
        output.WriteLine($"Training steps on {Environment.ProcessorCount} threads, images a second.");
        output.WriteLine();
        output.WriteLine("| network | float32 | bfloat16 | bfloat16 / float32 |");
        output.WriteLine("|---|---|---|---|");
        var isFast = BFloat16Support.OfProcessor;
        Steps(output, "compact, batch 32", ArbexOptions.Compact, Batch, repeats: isFast ? 15 : 3, frozenBackbones: false);
        if (!isFast)
        {
            output.WriteLine();
            output.WriteLine("This processor has no instructions for bfloat16: a step of paper would take minutes and is left out.");
            return;
        }

        Steps(output, "paper, backbones frozen, batch 16", ArbexOptions.Paper, batch: 16, repeats: 5, frozenBackbones: true);
    }

    private static void Steps(
        TextWriter output, string name, ArbexOptions options, int batch, int repeats, bool frozenBackbones)
    {
        var full = TrainingRate.Of(options, batch, ComputePrecision.Full, repeats, frozenBackbones).ImagesPerSecond;
        var rounded = TrainingRate.Of(options, batch, ComputePrecision.BFloat16, repeats, frozenBackbones).ImagesPerSecond;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {full:f1} | {rounded:f1} | {rounded / full:f2} |"));
    }

    private static IEnumerable<(string Name, Func<Tensor, Tensor> Operation)> Operations()
    {
        var convolution = Weight(Channels, Channels, 3, 3);
        yield return ("convolution 3x3", x => nn.functional.conv2d(x, As(convolution, x), null, One, One, One));
        var depthwise = Weight(Channels, 1, 3, 3);
        yield return ("convolution 3x3, depthwise",
            x => nn.functional.conv2d(x, As(depthwise, x), null, One, One, One, Channels));
        yield return ("convolution 3x3, depthwise, stride 2",
            x => nn.functional.conv2d(x, As(depthwise, x), null, [2, 2], One, One, Channels));
        var linear = Weight(4 * Channels, Channels);
        yield return ("linear layer", x => nn.functional.linear(x.permute(0, 2, 3, 1), As(linear, x)));
        yield return ("layer norm", x => nn.functional.layer_norm(x.permute(0, 2, 3, 1), [Channels]));
        yield return ("softmax", x => x.permute(0, 2, 3, 1).softmax(-1));
        yield return ("ReLU", x => nn.functional.relu(x));
        var slope = Weight(Channels);
        yield return ("PReLU", x => nn.functional.prelu(x, As(slope, x)));
    }

    private static Tensor Weight(params long[] shape) => randn(shape, requires_grad: true);

    private static Tensor As(Tensor weight, Tensor x) => weight.to_type(x.dtype);

    private static double Best(Func<Tensor, Tensor> operation, ScalarType type)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < Rounds; i++)
        {
            using var scope = NewDisposeScope();
            var x = randn(Batch, Side, Side, Channels).permute(0, 3, 1, 2).to_type(type).detach();
            x.requires_grad = true;
            var started = Stopwatch.GetTimestamp();
            var y = operation(x);
            var forward = Stopwatch.GetElapsedTime(started);
            var gradient = ones_like(y); // as a whole tensor: the expanded one of a sum takes slow paths
            started = Stopwatch.GetTimestamp();
            y.backward([gradient]);
            best = Math.Min(best, (forward + Stopwatch.GetElapsedTime(started)).TotalMilliseconds);
        }

        return best;
    }
}
