using System.Collections.Immutable;

using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>The eight expressions of <see cref="LabelSet.FerPlus"/> as a face can show them.</summary>
public static class Expressions
{
    /// <summary>The weakest intensity that is usual for an expression other than neutral.</summary>
    public const float WeakestIntensity = 0.45f;

    private const float Jitter = 0.07f;
    private const double VariantShare = 0.35;

    private static readonly ImmutableArray<ExpressionParameters> Full =
    [
        new(),
        Symmetric(
            new() { InnerRaise = 0.15f, OuterRaise = 0.2f, Arch = 0.3f },
            new() { Openness = 0.85f, LowerLid = 0.5f, CheekRaise = 1 },
            new() { Width = 0.75f, Openness = 0.55f, LeftCornerLift = 1, RightCornerLift = 1, LeftDimple = 0.5f,
                RightDimple = 0.5f, UpperLipRaise = 0.2f, UpperTeeth = 1, Roundness = 0.1f }),
        Symmetric(
            new() { InnerRaise = 0.95f, OuterRaise = 1, Arch = 0.9f },
            new() { Openness = 1.5f },
            new() { Width = -0.45f, Openness = 0.85f, UpperTeeth = 0.25f, JawDrop = 1, Roundness = 1 }) with
        { PupilSize = 0.85f },
        Symmetric(
            new() { InnerRaise = 0.95f, OuterRaise = -0.65f, Arch = -0.2f, Squeeze = 0.35f },
            new() { Openness = 0.7f, LowerLid = 0.15f },
            new() { Width = -0.15f, LeftCornerLift = -1.1f, RightCornerLift = -1.1f, ChinRaise = 0.8f }) with
        { GazeY = 0.6f },
        Symmetric(
            new() { InnerRaise = -1.1f, OuterRaise = 0.45f, Arch = -0.2f, Squeeze = 1 },
            new() { Openness = 0.9f, LowerLid = 0.6f },
            new() { Width = -0.05f, LeftCornerLift = -0.45f, RightCornerLift = -0.45f, Press = 1,
                ChinRaise = 0.3f }) with
        { PupilSize = 0.8f },
        Symmetric(
            new() { InnerRaise = -0.6f, OuterRaise = -0.25f, Squeeze = 0.55f },
            new() { Openness = 0.55f, LowerLid = 0.7f, CheekRaise = 0.35f },
            new() { Width = -0.1f, Openness = 0.3f, LeftCornerLift = -0.65f, RightCornerLift = -0.65f,
                UpperLipRaise = 1, UpperTeeth = 0.7f, ChinRaise = 0.4f, Roundness = 0.5f }) with
        { NoseWrinkle = 1 },
        Symmetric(
            new() { InnerRaise = 1, OuterRaise = 0.1f, Arch = -0.5f, Squeeze = 0.6f },
            new() { Openness = 1.45f, LowerLid = 0.35f },
            new() { Width = 0.6f, Openness = 0.42f, LeftCornerLift = -0.5f, RightCornerLift = -0.5f,
                UpperTeeth = 0.8f, LowerTeeth = 0.8f, Roundness = 0.85f }) with
        { PupilSize = 0.6f },
        new()
        {
            LeftBrow = new() { InnerRaise = 0.5f, OuterRaise = 1, Arch = 0.8f },
            RightBrow = new() { InnerRaise = -0.4f, OuterRaise = -0.3f },
            LeftEye = new() { Openness = 0.58f, LowerLid = 0.25f },
            RightEye = new() { Openness = 0.42f, LowerLid = 0.25f },
            GazeX = -0.5f,
            Mouth = new() { Width = 0.1f, LeftCornerLift = 1.35f, RightCornerLift = -0.55f, LeftDimple = 1,
                Press = 0.35f },
        },
    ];

    // The same feelings can look otherwise: shown teeth in anger, a tongue in disgust, a smile with closed lips.
    private static readonly ImmutableDictionary<int, MouthPose> Variants = new Dictionary<int, MouthPose>
    {
        [1] = new() { Width = 0.8f, LeftCornerLift = 1, RightCornerLift = 1, LeftDimple = 0.6f, RightDimple = 0.6f },
        [4] = new()
        {
            Width = 0.3f,
            Openness = 0.4f,
            LeftCornerLift = -0.35f,
            RightCornerLift = -0.35f,
            UpperLipRaise = 0.35f,
            UpperTeeth = 1,
            LowerTeeth = 1,
            Roundness = 0.8f
        },
        [5] = new()
        {
            Width = -0.05f,
            Openness = 0.45f,
            LeftCornerLift = -0.6f,
            RightCornerLift = -0.6f,
            UpperLipRaise = 0.9f,
            UpperTeeth = 0.4f,
            Roundness = 0.6f,
            Tongue = 1
        },
        [6] = new()
        {
            Width = 0.1f,
            Openness = 0.6f,
            LeftCornerLift = -0.5f,
            RightCornerLift = -0.5f,
            UpperTeeth = 0.4f,
            LowerTeeth = 0.4f,
            Roundness = 0.75f,
            JawDrop = 0.2f
        },
    }.ToImmutableDictionary();

    /// <summary>An expression in its full strength, without any jitter.</summary>
    /// <param name="label">A class of <see cref="LabelSet.FerPlus"/>.</param>
    public static ExpressionParameters Typical(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, Full.Length);
        return Full[label];
    }

    /// <summary>One person's way, at one moment, to show an expression.</summary>
    /// <param name="label">A class of <see cref="LabelSet.FerPlus"/>.</param>
    /// <param name="random">Chooses variant, side, intensity and jitter.</param>
    /// <param name="weakest">The weakest intensity, in [0, 1].</param>
    public static ExpressionParameters Draw(int label, SeededRandom random, float weakest = WeakestIntensity)
    {
        ArgumentNullException.ThrowIfNull(random);
        var full = Typical(label);
        // The root makes weak expressions rarer than strong ones.
        var intensity = float.Lerp(weakest, 1, (float)Math.Sqrt(random.NextDouble()));
        if (random.NextBool(VariantShare) && Variants.TryGetValue(label, out var mouth))
        {
            full = full with { Mouth = mouth };
        }

        full = random.NextBool(0.5) ? full.Mirrored() : full;
        return Full[0].Toward(full, intensity).Jittered(random, Jitter);
    }

    private static ExpressionParameters Symmetric(BrowPose brow, EyePose eye, MouthPose mouth) =>
        new() { LeftBrow = brow, RightBrow = brow, LeftEye = eye, RightEye = eye, Mouth = mouth };
}
