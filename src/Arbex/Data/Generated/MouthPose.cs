using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>Where the muscles hold the mouth; all zero is closed and at rest.</summary>
public sealed record MouthPose
{
    /// <summary>Distance of the corners, -1 (puckered, AU18) to 1 (stretched, AU20).</summary>
    /// <value>The default is 0.</value>
    public float Width { get; init; }

    /// <summary>Gap between the lips, 0 to 1 (AU25, AU26).</summary>
    /// <value>The default is 0.</value>
    public float Openness { get; init; }

    /// <summary>Height of the corner at the picture's left, -1 (AU15) to 1 (AU12).</summary>
    /// <value>The default is 0.</value>
    public float LeftCornerLift { get; init; }

    /// <summary>Height of the corner at the picture's right, -1 (AU15) to 1 (AU12).</summary>
    /// <value>The default is 0.</value>
    public float RightCornerLift { get; init; }

    /// <summary>Dimple beside the left corner, 0 to 1 (AU14).</summary>
    /// <value>The default is 0.</value>
    public float LeftDimple { get; init; }

    /// <summary>Dimple beside the right corner, 0 to 1 (AU14).</summary>
    /// <value>The default is 0.</value>
    public float RightDimple { get; init; }

    /// <summary>How far the upper lip is drawn up, 0 to 1 (AU10).</summary>
    /// <value>The default is 0.</value>
    public float UpperLipRaise { get; init; }

    /// <summary>How much of the upper teeth an open mouth shows, 0 to 1.</summary>
    /// <value>The default is 0.</value>
    public float UpperTeeth { get; init; }

    /// <summary>How much of the lower teeth an open mouth shows, 0 to 1.</summary>
    /// <value>The default is 0.</value>
    public float LowerTeeth { get; init; }

    /// <summary>How tightly the lips are pressed together, 0 to 1 (AU24).</summary>
    /// <value>The default is 0.</value>
    public float Press { get; init; }

    /// <summary>How far the jaw is dropped, 0 to 1 (AU27).</summary>
    /// <value>The default is 0.</value>
    public float JawDrop { get; init; }

    /// <summary>How far the chin pushes the lower lip up, 0 to 1 (AU17).</summary>
    /// <value>The default is 0.</value>
    public float ChinRaise { get; init; }

    /// <summary>Shape of an open mouth, 0 (pointed corners) to 1 (round or square).</summary>
    /// <value>The default is 0.</value>
    public float Roundness { get; init; }

    /// <summary>How much of the tongue shows, 0 to 1 (AU19).</summary>
    /// <value>The default is 0.</value>
    public float Tongue { get; init; }

    internal MouthPose Mirrored() => this with
    {
        LeftCornerLift = RightCornerLift,
        RightCornerLift = LeftCornerLift,
        LeftDimple = RightDimple,
        RightDimple = LeftDimple,
    };

    internal MouthPose Toward(MouthPose full, float amount) => new()
    {
        Width = float.Lerp(Width, full.Width, amount),
        Openness = float.Lerp(Openness, full.Openness, amount),
        LeftCornerLift = float.Lerp(LeftCornerLift, full.LeftCornerLift, amount),
        RightCornerLift = float.Lerp(RightCornerLift, full.RightCornerLift, amount),
        LeftDimple = float.Lerp(LeftDimple, full.LeftDimple, amount),
        RightDimple = float.Lerp(RightDimple, full.RightDimple, amount),
        UpperLipRaise = float.Lerp(UpperLipRaise, full.UpperLipRaise, amount),
        UpperTeeth = float.Lerp(UpperTeeth, full.UpperTeeth, amount),
        LowerTeeth = float.Lerp(LowerTeeth, full.LowerTeeth, amount),
        Press = float.Lerp(Press, full.Press, amount),
        JawDrop = float.Lerp(JawDrop, full.JawDrop, amount),
        ChinRaise = float.Lerp(ChinRaise, full.ChinRaise, amount),
        Roundness = float.Lerp(Roundness, full.Roundness, amount),
        Tongue = float.Lerp(Tongue, full.Tongue, amount),
    };

    internal MouthPose Jittered(SeededRandom random, float spread)
    {
        var together = spread * (float)random.NextGaussian();
        return this with
        {
            Width = Width + (1.5f * spread * (float)random.NextGaussian()),
            // Lips that touch stay closed: a slightly open mouth means something else than a closed one.
            Openness = Openness < 0.05f ? 0 : Math.Max(0.08f, Openness + (spread * (float)random.NextGaussian())),
            LeftCornerLift = LeftCornerLift + together + (0.4f * spread * (float)random.NextGaussian()),
            RightCornerLift = RightCornerLift + together + (0.4f * spread * (float)random.NextGaussian()),
            Press = Math.Clamp(Press + (spread * (float)random.NextGaussian()), 0, 1),
            JawDrop = Math.Clamp(JawDrop + (spread * (float)random.NextGaussian()), 0, 1),
            ChinRaise = Math.Clamp(ChinRaise + (spread * (float)random.NextGaussian()), 0, 1),
        };
    }
}
