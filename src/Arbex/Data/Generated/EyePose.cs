using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>Where the muscles hold the lids of one eye.</summary>
public sealed record EyePose
{
    /// <summary>Height of the upper lid, 0 (closed) over 1 (at rest) to 1.6 (torn open, AU5).</summary>
    /// <value>The default is 1.</value>
    public float Openness { get; init; } = 1;

    /// <summary>Tension of the lower lid, 0 to 1 (AU7).</summary>
    /// <value>The default is 0.</value>
    public float LowerLid { get; init; }

    /// <summary>How far the cheek pushes the lower lid up, 0 to 1 (AU6).</summary>
    /// <value>The default is 0.</value>
    public float CheekRaise { get; init; }

    internal EyePose Toward(EyePose full, float amount) => new()
    {
        Openness = float.Lerp(Openness, full.Openness, amount),
        LowerLid = float.Lerp(LowerLid, full.LowerLid, amount),
        CheekRaise = float.Lerp(CheekRaise, full.CheekRaise, amount),
    };

    internal EyePose Jittered(SeededRandom random, float spread) => new()
    {
        Openness = Math.Clamp(Openness + (0.7f * spread * (float)random.NextGaussian()), 0.25f, 1.7f),
        LowerLid = Math.Clamp(LowerLid + (spread * (float)random.NextGaussian()), 0, 1),
        CheekRaise = Math.Clamp(CheekRaise + (0.5f * spread * (float)random.NextGaussian()), 0, 1),
    };
}
