using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>What covers a part of a drawn face.</summary>
public enum Occlusion
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A hand over one half of the lower face.</summary>
    Hand,

    /// <summary>A scarf over chin and mouth.</summary>
    Scarf,

    /// <summary>A bar across one eye and its brow.</summary>
    Bar,

    /// <summary>A mug in front of the mouth.</summary>
    Mug,
}

/// <summary>How a face is seen: pose, light, background, cover and camera. Tells nothing of the expression.</summary>
public sealed record FaceScene
{
    /// <summary>Head tilted in the picture plane, degrees.</summary>
    /// <value>The default is 0.</value>
    public float Roll { get; init; }

    /// <summary>Head turned to the picture's right, degrees.</summary>
    /// <value>The default is 0.</value>
    public float Yaw { get; init; }

    /// <summary>Head turned up, degrees.</summary>
    /// <value>The default is 0.</value>
    public float Pitch { get; init; }

    /// <summary>Size of the face relative to the usual one.</summary>
    /// <value>The default is 1.</value>
    public float Scale { get; init; } = 1;

    /// <summary>Shift to the right, in picture widths.</summary>
    /// <value>The default is 0.</value>
    public float ShiftX { get; init; }

    /// <summary>Shift down, in picture heights.</summary>
    /// <value>The default is 0.</value>
    public float ShiftY { get; init; }

    /// <summary>Where the light comes from, degrees clockwise from above.</summary>
    /// <value>The default is -35.</value>
    public float LightAngle { get; init; } = -35;

    /// <summary>Depth of the shadow on the far side, 0 to 1.</summary>
    /// <value>The default is 0.25.</value>
    public float LightStrength { get; init; } = 0.25f;

    /// <summary>Colour of the background.</summary>
    /// <value>The default is a pale blue.</value>
    public RgbColor Background { get; init; } = RgbColor.FromCode(0xCFE3EE);

    /// <summary>How lively the background is, 0 (plain) to 1.</summary>
    /// <value>The default is 0.</value>
    public float Clutter { get; init; }

    /// <summary>What covers a part of the face. Brows, eyes and mouth are never all covered.</summary>
    /// <value>The default is <see cref="Occlusion.None"/>.</value>
    public Occlusion Occlusion { get; init; }

    /// <summary>Whether the cover comes from the picture's left instead of its right.</summary>
    /// <value>The default is false.</value>
    public bool OcclusionFromLeft { get; init; }

    /// <summary>Radius of the camera's blur, in picture widths.</summary>
    /// <value>The default is 0.</value>
    public float Blur { get; init; }

    /// <summary>Standard deviation of the camera's noise, in grey levels of 255.</summary>
    /// <value>The default is 0.</value>
    public float Noise { get; init; }

    /// <summary>Added to every pixel, in grey levels of 255.</summary>
    /// <value>The default is 0.</value>
    public float Brightness { get; init; }

    /// <summary>Stretches every pixel's distance from mid grey.</summary>
    /// <value>The default is 1.</value>
    public float Contrast { get; init; } = 1;

    /// <summary>Whether the picture has lost its colours.</summary>
    /// <value>The default is false.</value>
    public bool IsGrey { get; init; }

    /// <summary>Names the details of background and noise.</summary>
    /// <value>The default is 0.</value>
    public long DetailSeed { get; init; }

    /// <summary>One way to see a face.</summary>
    /// <param name="random">Chooses everything.</param>
    /// <param name="strength">0 gives a frontal face in even light, 1 the usual variety, 2 twice as much.</param>
    /// <param name="occlusionProbability">How often a part of the face is covered, 0 to 1.</param>
    public static FaceScene Draw(SeededRandom random, float strength, double occlusionProbability)
    {
        ArgumentNullException.ThrowIfNull(random);
        float Spread(float low, float high) => strength * (float)random.NextDouble(low, high);

        return new()
        {
            Roll = Spread(-15, 15),
            Yaw = Spread(-16, 16),
            Pitch = Spread(-10, 10),
            Scale = MathF.Pow(2, Spread(-0.22f, 0.16f)),
            ShiftX = Spread(-0.06f, 0.06f),
            ShiftY = Spread(-0.06f, 0.06f),
            LightAngle = (float)random.NextDouble(-100, 100),
            LightStrength = Math.Min(1, 0.15f + Spread(0, 0.5f)),
            Background = DrawBackground(random),
            Clutter = Math.Min(1, Spread(0, 1)),
            Occlusion = random.NextBool(occlusionProbability) ? (Occlusion)(1 + random.NextInt(4)) : Occlusion.None,
            OcclusionFromLeft = random.NextBool(0.5),
            Blur = random.NextBool(0.3) ? Spread(0, 0.007f) : 0,
            Noise = Spread(0, 6),
            Brightness = Spread(-28, 28),
            Contrast = MathF.Pow(2, Spread(-0.4f, 0.3f)),
            IsGrey = random.NextBool(0.25),
            DetailSeed = unchecked((long)random.NextBits()),
        };
    }

    private static RgbColor DrawBackground(SeededRandom random)
    {
        var color = SkiaSharp.SKColor.FromHsl(
            (float)random.NextDouble(0, 360), (float)random.NextDouble(15, 60), (float)random.NextDouble(25, 85));
        return new(color.Red, color.Green, color.Blue);
    }
}
