using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>
/// What the muscles of a face do at one moment, whoever the face belongs to. Left and right are the picture's.
/// </summary>
/// <remarks>
/// Inspired by the action units (AU) of Ekman and Friesen's Facial Action Coding System; not a model of it.
/// </remarks>
public sealed record ExpressionParameters
{
    /// <summary>The eyebrow at the picture's left.</summary>
    /// <value>The default is at rest.</value>
    public BrowPose LeftBrow { get; init; } = new();

    /// <summary>The eyebrow at the picture's right.</summary>
    /// <value>The default is at rest.</value>
    public BrowPose RightBrow { get; init; } = new();

    /// <summary>The eye at the picture's left.</summary>
    /// <value>The default is at rest.</value>
    public EyePose LeftEye { get; init; } = new();

    /// <summary>The eye at the picture's right.</summary>
    /// <value>The default is at rest.</value>
    public EyePose RightEye { get; init; } = new();

    /// <summary>Where the eyes look, -1 (left) to 1 (right).</summary>
    /// <value>The default is 0.</value>
    public float GazeX { get; init; }

    /// <summary>Where the eyes look, -1 (up) to 1 (down).</summary>
    /// <value>The default is 0.</value>
    public float GazeY { get; init; }

    /// <summary>Size of the pupils relative to rest.</summary>
    /// <value>The default is 1.</value>
    public float PupilSize { get; init; } = 1;

    /// <summary>Wrinkles on the bridge of the nose, 0 to 1 (AU9).</summary>
    /// <value>The default is 0.</value>
    public float NoseWrinkle { get; init; }

    /// <summary>The mouth.</summary>
    /// <value>The default is closed and at rest.</value>
    public MouthPose Mouth { get; init; } = new();

    /// <summary>The same expression with left and right exchanged.</summary>
    public ExpressionParameters Mirrored() => this with
    {
        LeftBrow = RightBrow,
        RightBrow = LeftBrow,
        LeftEye = RightEye,
        RightEye = LeftEye,
        GazeX = -GazeX,
        Mouth = Mouth.Mirrored(),
    };

    /// <summary>An expression between this one and another.</summary>
    /// <param name="full">The expression at <paramref name="amount"/> = 1.</param>
    /// <param name="amount">0 gives this expression, 1 the other.</param>
    public ExpressionParameters Toward(ExpressionParameters full, float amount)
    {
        ArgumentNullException.ThrowIfNull(full);
        return new()
        {
            LeftBrow = LeftBrow.Toward(full.LeftBrow, amount),
            RightBrow = RightBrow.Toward(full.RightBrow, amount),
            LeftEye = LeftEye.Toward(full.LeftEye, amount),
            RightEye = RightEye.Toward(full.RightEye, amount),
            GazeX = float.Lerp(GazeX, full.GazeX, amount),
            GazeY = float.Lerp(GazeY, full.GazeY, amount),
            PupilSize = float.Lerp(PupilSize, full.PupilSize, amount),
            NoseWrinkle = float.Lerp(NoseWrinkle, full.NoseWrinkle, amount),
            Mouth = Mouth.Toward(full.Mouth, amount),
        };
    }

    internal ExpressionParameters Jittered(SeededRandom random, float spread)
    {
        // Both sides move together; a smaller part of the jitter is each side's own.
        var brow = new BrowPose().Jittered(random, spread);
        var eye = (spread * (float)random.NextGaussian(), spread * (float)random.NextGaussian());
        EyePose Eye(EyePose pose) => (pose with
        {
            Openness = pose.Openness + (0.6f * eye.Item1),
            LowerLid = pose.LowerLid + eye.Item2,
        }).Jittered(random, 0.3f * spread);
        BrowPose Brow(BrowPose pose) => (pose with
        {
            InnerRaise = pose.InnerRaise + brow.InnerRaise,
            OuterRaise = pose.OuterRaise + brow.OuterRaise,
            Arch = pose.Arch + brow.Arch,
        }).Jittered(random, 0.4f * spread);
        return new()
        {
            LeftBrow = Brow(LeftBrow),
            RightBrow = Brow(RightBrow),
            LeftEye = Eye(LeftEye),
            RightEye = Eye(RightEye),
            GazeX = Math.Clamp(GazeX + (2.5f * spread * (float)random.NextGaussian()), -1, 1),
            GazeY = Math.Clamp(GazeY + (1.5f * spread * (float)random.NextGaussian()), -1, 1),
            PupilSize = Math.Clamp(PupilSize + (spread * (float)random.NextGaussian()), 0.5f, 1.5f),
            NoseWrinkle = Math.Clamp(NoseWrinkle + (0.3f * spread * (float)random.NextGaussian()), 0, 1),
            Mouth = Mouth.Jittered(random, spread),
        };
    }
}
