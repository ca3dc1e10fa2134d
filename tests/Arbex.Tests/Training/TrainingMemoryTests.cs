using System.Diagnostics;
using Arbex.Networks;
using Arbex.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Tests.Training;

/// <summary>Native memory is invisible to the collector, so it is watched here.</summary>
[Collection(nameof(SharedGenerator))]
public sealed class TrainingMemoryTests
{
    [Fact]
    public void Memory_is_flat_from_step_500_to_step_2000()
    {
        Seeding.Start(1);
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        using var optimizer = new AdamOptimizer(network.parameters());
        using var step = new TrainingStep(network, optimizer, TinyNetwork.Recipe, CPU);
        var random = new Arbex.Imaging.SeededRandom(1);
        network.train();
        long at500 = 0;
        long liveAt500 = 0;
        for (var i = 1; i <= 2000; i++)
        {
            step.Run(Batch(random), rate: 1e-3, trust: 1);
            if (i == 500)
            {
                at500 = Resident();
                liveAt500 = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            }
        }

        Assert.Equal(liveAt500, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        var at2000 = Resident();
        Assert.True(at2000 <= at500 * 1.05, $"{at500 >> 20} MiB at step 500, {at2000 >> 20} MiB at step 2000");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_step_leaves_no_live_tensor(int batch)
    {
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        network.train(batch > 1); // batch norm cannot train on a single sample
        using var optimizer = new AdamOptimizer(network.parameters());
        using var step = new TrainingStep(network, optimizer, TinyNetwork.Recipe, CPU);
        var random = new Arbex.Imaging.SeededRandom(1);
        TensorLeak.AssertNone(() => step.Run(Batch(random, batch), rate: 1e-3, trust: 1));
    }

    private static FaceBatch Batch(Arbex.Imaging.SeededRandom random, int count = 8)
    {
        var pixels = new float[count * 3 * 32 * 32];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)random.NextDouble(-1, 1);
        }

        var targets = new float[count * 8];
        for (var i = 0; i < count; i++)
        {
            targets[(i * 8) + random.NextInt(8)] = 1;
        }

        return new FaceBatch(pixels, targets, [.. Enumerable.Range(0, count)]);
    }

    /// <summary>
    /// Of the whole process, less the garbage of other tests that the collector has not come to yet. Tensors that only wait for a
    /// finalizer would be missed here; the live count sees those.
    /// </summary>
    private static long Resident()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
