using System.Diagnostics;
using Arbex.Losses;
using Arbex.Networks;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>How fast a network trains: whole steps on random pictures, after a few to warm up.</summary>
/// <param name="ImagesPerSecond">By the median step.</param>
/// <param name="OptimizerShare">Share of the optimiser in a step.</param>
internal readonly record struct TrainingRate(double ImagesPerSecond, double OptimizerShare)
{
    private const int Warmup = 2;

    /// <summary>Measures.</summary>
    /// <param name="options">Sizes of the network.</param>
    /// <param name="batch">Pictures in a step.</param>
    /// <param name="precision">In what numbers the encoder computes.</param>
    /// <param name="repeats">Steps that count.</param>
    /// <param name="frozenBackbones">Whether image and landmark stream keep weights and statistics.</param>
    public static TrainingRate Of(
        ArbexOptions options, int batch, ComputePrecision precision, int repeats, bool frozenBackbones = false)
    {
        Seeding.Start(1);
        using var network = new ArbexNet(options, 8);
        network.train();
        network.Encoder.Precision = precision;
        if (frozenBackbones)
        {
            Freeze(network.Encoder.Image);
            Freeze(network.Encoder.Landmark);
        }

        using var optimizer = new AdamOptimizer(network.parameters());
        using var images = randn(batch, 3, options.InputSize, options.InputSize);
        using var targets = nn.functional.one_hot(randint(8, batch), 8).to(ScalarType.Float32);
        var (steps, optimizing) = (new List<double>(), new List<double>());
        for (var i = 0; i < Warmup + repeats; i++)
        {
            using var scope = NewDisposeScope();
            var started = Stopwatch.GetTimestamp();
            optimizer.ZeroGradients();
            ReliabilityLoss.Compute(network.call(images), network.Balancer.Anchors, targets, new LossOptions())
                .Total.backward();
            var computed = Stopwatch.GetTimestamp();
            optimizer.Step(1e-3);
            if (i >= Warmup)
            {
                steps.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                optimizing.Add(Stopwatch.GetElapsedTime(computed).TotalSeconds);
            }
        }

        var seconds = Median(steps);
        return new TrainingRate(batch / seconds, Median(optimizing) / seconds);
    }

    private static void Freeze(nn.Module part)
    {
        part.eval();
        foreach (var parameter in part.parameters())
        {
            parameter.requires_grad = false;
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
