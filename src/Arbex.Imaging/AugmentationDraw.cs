namespace Arbex.Imaging;

/// <summary>Everything random about one augmented face: always the same number of draws in the same order, so an
/// option that is changed leaves the others' luck alone. Numbers are uniform in [0, 1).</summary>
internal readonly struct AugmentationDraw
{
    private const long ShearStream = 1;

    /// <summary>Draws for one face.</summary>
    /// <param name="random">The face's sequence.</param>
    public AugmentationDraw(SeededRandom random)
    {
        CropX = random.NextDouble();
        CropY = random.NextDouble();
        Flip = random.NextDouble();
        Rotation = random.NextDouble();
        Scale = random.NextDouble();
        TranslateX = random.NextDouble();
        TranslateY = random.NextDouble();
        Brightness = random.NextDouble();
        Contrast = random.NextDouble();
        Saturation = random.NextDouble();
        NoiseSeed = unchecked((long)random.NextBits());
        Erasing = random.NextDouble();
        ErasingArea = random.NextDouble();
        ErasingAspect = random.NextDouble();
        ErasingX = random.NextDouble();
        ErasingY = random.NextDouble();
    }

    public double CropX { get; }

    public double CropY { get; }

    public double Flip { get; }

    public double Rotation { get; }

    public double Scale { get; }

    public double TranslateX { get; }

    public double TranslateY { get; }

    public double Brightness { get; }

    public double Contrast { get; }

    public double Saturation { get; }

    /// <summary>Seed of the noise, which needs many numbers and so has its own sequence.</summary>
    public long NoiseSeed { get; }

    public double Erasing { get; }

    public double ErasingArea { get; }

    public double ErasingAspect { get; }

    public double ErasingX { get; }

    public double ErasingY { get; }

    /// <summary>How far a row and a column lean, as tangents. Leaning came after the sixteen draws, so it has its own
    /// sequence, and older recipes keep their luck.</summary>
    /// <param name="degrees">Largest angle either way.</param>
    public (double X, double Y) Slants(double degrees)
    {
        if (degrees == 0)
        {
            return (0, 0);
        }

        var random = SeededRandom.ForStream(NoiseSeed, ShearStream);
        var largest = degrees * Math.PI / 180;
        return (Math.Tan(random.NextDouble(-largest, largest)), Math.Tan(random.NextDouble(-largest, largest)));
    }
}
