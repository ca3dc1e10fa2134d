using System.Globalization;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>Training speed of <c>compact</c> and of what it could have been, side by side.</summary>
internal static class CompactSpeed
{
    private const int Batch = 32;
    private const int Repeats = 9;

    public static void Run(TextWriter output)
    {
        set_num_threads(Environment.ProcessorCount);
        var compact = ArbexOptions.Compact;
        (string Name, ArbexOptions Options)[] sizes =
        [
            ("compact", compact),
            ("input 64", compact with
            {
                InputSize = 64,
                Image = compact.Image with { InputSize = 64 },
                Landmark = compact.Landmark with { InputSize = 64 },
                Fusion = compact.Fusion with { Windows = [8, 8, 4] },
            }),
            ("units of IR-50, learned slopes", compact with
            {
                Image = compact.Image with { Unit = ImageUnit.Residual, Activation = ChannelActivation.LearnedSlope },
                Landmark = compact.Landmark with { Activation = ChannelActivation.LearnedSlope },
            }),
            ("units of IR-50", compact with { Image = compact.Image with { Unit = ImageUnit.Residual } }),
            ("one transformer block", compact with { Transformer = compact.Transformer with { Depth = 1 } }),
            ("no balancing (K = 0)", compact with { Reliability = compact.Reliability with { AnchorsPerClass = 0 } }),
        ];

        output.WriteLine($"Training steps of {Batch} on {Environment.ProcessorCount} threads, float32, median of {Repeats}.");
        output.WriteLine();
        output.WriteLine("| size | parameters | million multiply-adds | images/s | optimiser's share |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var (name, options) in sizes)
        {
            var rate = TrainingRate.Of(options, Batch, ComputePrecision.Full, Repeats);
            using var network = new ArbexNet(options, 8);
            var cost = NetworkCost.Of(network);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {cost.Parameters:n0} | {cost.MultiplyAdds / 1e6:f1} | {rate.ImagesPerSecond:f0} | "
                + $"{rate.OptimizerShare:p1} |"));
        }
    }
}
