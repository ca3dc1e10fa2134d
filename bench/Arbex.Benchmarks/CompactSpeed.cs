using System.Diagnostics;
using System.Globalization;
using Arbex.Losses;
using Arbex.Networks;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>Training speed of the sizes that were considered for the preset <c>compact</c>, side by side.</summary>
internal static class CompactSpeed
{
    private const int Batch = 32;
    private const int Warmup = 2;
    private const int Repeats = 9;

    public static void Run(TextWriter output)
    {
        set_num_threads(Environment.ProcessorCount);
        var compact = ArbexOptions.Compact;
        (string Name, ArbexOptions Options)[] sizes =
        [
            ("compact", compact),
            ("one transformer block", compact with { Transformer = compact.Transformer with { Depth = 1 } }),
            ("stem 16 wide, two units in each stage", compact with
            {
                Image = compact.Image with { StemWidth = 16, StageDepths = [2, 2, 2] },
            }),
            ("image widths 32-64-128", compact with
            {
                Image = compact.Image with { StageWidths = [32, 64, 128] },
                Landmark = compact.Landmark with { StageWidths = [32, 64, 64] },
            }),
            ("stem with stride, 32 wide, widths 32-64-128, no stride in the fusion", compact with
            {
                Image = compact.Image with
                {
                    StemStride = 2, StemWidth = 32, StageWidths = [32, 64, 128], StageDepths = [2, 2, 2],
                },
                Landmark = compact.Landmark with { StemWidth = 32, StageWidths = [32, 64, 64], OutputWidth = 128 },
                Fusion = compact.Fusion with { Stride = 1, Windows = [16, 8, 4] },
                Transformer = compact.Transformer with { FeedForwardRatio = 4 },
            }),
        ];

        output.WriteLine($"Training steps of {Batch} on {Environment.ProcessorCount} threads, median of {Repeats}.");
        output.WriteLine();
        output.WriteLine("| size | parameters | million multiply-adds | images/s | optimiser's share |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var (name, options) in sizes)
        {
            output.WriteLine(Row(name, options));
        }
    }

    private static string Row(string name, ArbexOptions options)
    {
        Seeding.Start(1);
        using var network = new ArbexNet(options, 8);
        var cost = NetworkCost.Of(network);
        network.train();
        using var optimizer = new AdamOptimizer(network.parameters());
        using var images = randn(Batch, 3, options.InputSize, options.InputSize);
        using var targets = nn.functional.one_hot(randint(8, Batch), 8).to(ScalarType.Float32);
        var steps = new List<double>();
        var optimizing = new List<double>();
        for (var i = 0; i < Warmup + Repeats; i++)
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

        var seconds = steps.Order().ElementAt(Repeats / 2);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {cost.Parameters:n0} | {cost.MultiplyAdds / 1e6:f1} | {Batch / seconds:f0} | {optimizing.Order().ElementAt(Repeats / 2) / seconds:p1} |");
    }
}
