using Arbex.Imaging;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Seeds libtorch; everything else random takes its own <see cref="SeededRandom"/>.</summary>
public static class Seeding
{
    /// <summary>Starts libtorch's generators anew, on the CPU and on every GPU.</summary>
    /// <param name="seed">Equal seeds give equal weights and dropout masks.</param>
    public static void Start(long seed)
    {
#pragma warning disable RS0030 // this is the one place that may
        manual_seed(seed);
#pragma warning restore RS0030
        if (cuda.is_available())
        {
            cuda.manual_seed_all(seed);
        }
    }

    /// <summary>Starts the generators anew for one batch, so that a resumed run draws what an unbroken one draws.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">0-based epoch.</param>
    /// <param name="batch">0-based batch of the epoch.</param>
    public static void StartBatch(long seed, int epoch, int batch) =>
        Start(unchecked((long)(SeededRandom.ForStream(seed, epoch, batch).NextBits() >> 1)));
}
