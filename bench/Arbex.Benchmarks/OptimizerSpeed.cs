using System.Diagnostics;
using System.Globalization;
using Arbex.Networks;
using Arbex.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>One optimiser step with clipped gradients: parameters laid end to end beside TorchSharp's loop over each.</summary>
internal static class OptimizerSpeed
{
    private const int Repeats = 15;
    private const double Rate = 1e-6;
    private const double Clip = 5;

    public static void Run(TextWriter output)
    {
        set_num_threads(1);
        output.WriteLine($"AdamW with gradients clipped to a norm of {Clip}, gradients forgotten after it; one thread, median of "
            + $"{Repeats} steps in ms.");
        output.WriteLine();
        output.WriteLine("| network | tensors | parameters | laid end to end | TorchSharp's AdamW | times |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, options) in new[] { ("compact", ArbexOptions.Compact), ("paper", ArbexOptions.Paper) })
        {
            var (flat, parameters, numbers) = Flat(options);
            var loop = Loop(options);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {parameters} | {numbers:n0} | {flat:f2} | {loop:f2} | {loop / flat:f1} |"));
        }
    }

    private static (double Milliseconds, int Tensors, long Numbers) Flat(ArbexOptions options)
    {
        using var network = Network(options);
        Parameter[] parameters = [.. network.parameters()];
        using var optimizer = new AdamOptimizer(parameters, weightDecay: 0.05);
        var median = Median(() =>
        {
            optimizer.Step(Rate, Clip);
            optimizer.ZeroGradients();
        });
        return (median, parameters.Length, parameters.Sum(parameter => parameter.numel()));
    }

    private static double Loop(ArbexOptions options)
    {
        using var network = Network(options);
        foreach (var parameter in network.parameters())
        {
            parameter.grad = zeros_like(parameter);
        }

#pragma warning disable RS0030 // measured here, used nowhere
        using var optimizer = optim.AdamW(network.parameters(), lr: Rate, weight_decay: 0.05);
#pragma warning restore RS0030
        return Median(() =>
        {
            nn.utils.clip_grad_norm_(network.parameters(), Clip);
            optimizer.step();
            foreach (var parameter in network.parameters())
            {
                parameter.grad!.zero_();
            }
        });
    }

    private static ArbexNet Network(ArbexOptions options)
    {
        Seeding.Start(1);
        return new ArbexNet(options, 8);
    }

    private static double Median(Action step)
    {
        var times = new List<double>();
        for (var i = 0; i < Repeats + 2; i++)
        {
            using var scope = NewDisposeScope();
            var started = Stopwatch.GetTimestamp();
            step();
            if (i >= 2)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return times.Order().ElementAt(times.Count / 2);
    }
}
