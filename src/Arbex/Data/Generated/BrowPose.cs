using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>Where the muscles hold one eyebrow; all zero at rest.</summary>
public sealed record BrowPose
{
    /// <summary>Height of the end at the nose, -1 (lowered, AU4) to 1 (raised, AU1).</summary>
    /// <value>The default is 0.</value>
    public float InnerRaise { get; init; }

    /// <summary>Height of the end at the temple, -1 to 1 (raised, AU2).</summary>
    /// <value>The default is 0.</value>
    public float OuterRaise { get; init; }

    /// <summary>Bend of the brow, -1 (straight) to 1 (high arch).</summary>
    /// <value>The default is 0.</value>
    public float Arch { get; init; }

    /// <summary>How far the brow is drawn towards the nose, 0 to 1 (AU4).</summary>
    /// <value>The default is 0.</value>
    public float Squeeze { get; init; }

    internal BrowPose Toward(BrowPose full, float amount) => new()
    {
        InnerRaise = float.Lerp(InnerRaise, full.InnerRaise, amount),
        OuterRaise = float.Lerp(OuterRaise, full.OuterRaise, amount),
        Arch = float.Lerp(Arch, full.Arch, amount),
        Squeeze = float.Lerp(Squeeze, full.Squeeze, amount),
    };

    internal BrowPose Jittered(SeededRandom random, float spread) => new()
    {
        InnerRaise = InnerRaise + (spread * (float)random.NextGaussian()),
        OuterRaise = OuterRaise + (spread * (float)random.NextGaussian()),
        Arch = Arch + (1.5f * spread * (float)random.NextGaussian()),
        Squeeze = Math.Clamp(Squeeze + (spread * (float)random.NextGaussian()), 0, 1),
    };
}
