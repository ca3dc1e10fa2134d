using Arbex.Imaging;

namespace Arbex.Data.Inspection;

/// <summary>What a check of a dataset looks for.</summary>
public sealed record DatasetCheckOptions
{
    /// <summary>
    /// The most of the 64 bits of two perceptual hashes that may differ where two pictures count as nearly alike, in
    /// [0, 16].
    /// </summary>
    /// <value>The default value is 4.</value>
    public int NearDistance { get; init; } = PerceptualHash.SamePictureDistance;

    /// <summary>Threads that decode and search, in [1, 4096].</summary>
    /// <value>The default value is the number of processor cores.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks the values.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A number is out of range.</exception>
    public DatasetCheckOptions Validated()
    {
        OptionCheck.InRange(NearDistance, 0, 16, "distance");
        OptionCheck.InRange(Threads, 1, 4096, "threads");
        return this;
    }
}
