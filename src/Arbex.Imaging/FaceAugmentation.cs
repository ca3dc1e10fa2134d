namespace Arbex.Imaging;

/// <summary>How faces are varied at random while training. All zero (and a ratio of 1) changes nothing.</summary>
/// <remarks>Lengths are fractions of the input side, so a record fits every input size.</remarks>
public sealed record FaceAugmentation
{
    private static readonly (string Name, FaceAugmentation Preset)[] Presets =
        [("none", None), ("paper", Paper), ("light", Light), ("heavy", Heavy)];

    /// <summary>Changes nothing: training sees what serving sees.</summary>
    public static FaceAugmentation None => new();

    /// <summary>The paper's: resize to 256 for an input of 224 (to 73 for 64), random crop, mirror half.</summary>
    public static FaceAugmentation Paper => new() { ResizeRatio = 256.0 / 224.0, FlipProbability = 0.5 };

    /// <summary>For small data sets such as FER-2013 at 48x48: mirror, turn, scale, shift, light, erase.</summary>
    public static FaceAugmentation Light => new()
    {
        FlipProbability = 0.5,
        RotationDegrees = 12,
        ScaleRange = 0.12,
        TranslateFraction = 0.08,
        Brightness = 0.25,
        Contrast = 0.25,
        ErasingProbability = 0.25,
        ErasingAreaMinimum = 0.02,
        ErasingAreaMaximum = 0.10,
    };

    /// <summary>The paper's and more: turn, colour, noise, erase.</summary>
    public static FaceAugmentation Heavy => Paper with
    {
        RotationDegrees = 10,
        Brightness = 0.2,
        Contrast = 0.2,
        Saturation = 0.2,
        NoiseStandardDeviation = 0.02,
        ErasingProbability = 0.25,
        ErasingAreaMinimum = 0.02,
        ErasingAreaMaximum = 0.10,
    };

    /// <summary>The face is resized to round(ratio x S), then an S x S crop is chosen uniformly, in whole pixels; in
    /// [1, 2].</summary>
    /// <value>The default is 1: no crop.</value>
    public double ResizeRatio { get; init; } = 1;

    /// <summary>How often left and right are exchanged, in [0, 1].</summary>
    /// <value>The default is 0.</value>
    public double FlipProbability { get; init; }

    /// <summary>Largest turn either way, in degrees, uniform; in [0, 180].</summary>
    /// <value>The default is 0.</value>
    public double RotationDegrees { get; init; }

    /// <summary>Largest angle by which columns lean sideways and, drawn apart, rows lean up or down, in degrees, uniform;
    /// in [0, 40].</summary>
    /// <value>The default is 0.</value>
    public double ShearDegrees { get; init; }

    /// <summary>Largest relative change of size, uniform: 0.1 shows faces at 0.9 to 1.1 of their size; in [0,
    /// 0.9].</summary>
    /// <value>The default is 0.</value>
    public double ScaleRange { get; init; }

    /// <summary>Largest shift along each axis as a fraction of S, uniform; in [0, 0.5].</summary>
    /// <value>The default is 0.</value>
    public double TranslateFraction { get; init; }

    /// <summary>Largest relative change of brightness, uniform; in [0, 1].</summary>
    /// <value>The default is 0.</value>
    public double Brightness { get; init; }

    /// <summary>Largest relative change of the distance from the face's mean grey, uniform; in [0, 1].</summary>
    /// <value>The default is 0.</value>
    public double Contrast { get; init; }

    /// <summary>Largest relative change of the distance from each pixel's grey, uniform; in [0, 1].</summary>
    /// <value>The default is 0.</value>
    public double Saturation { get; init; }

    /// <summary>Deviation of the noise added to each value, values being in [0, 1]; in [0, 0.5].</summary>
    /// <value>The default is 0.</value>
    public double NoiseStandardDeviation { get; init; }

    /// <summary>How often a rectangle is covered with the mean colour, in [0, 1].</summary>
    /// <value>The default is 0.</value>
    public double ErasingProbability { get; init; }

    /// <summary>Smallest area that is covered, as a fraction of the input, in [0, 1].</summary>
    /// <value>The default is 0.02.</value>
    public double ErasingAreaMinimum { get; init; } = 0.02;

    /// <summary>Largest area that is covered, as a fraction of the input, not below
    /// <see cref="ErasingAreaMinimum"/>, in [0, 1].</summary>
    /// <value>The default is 0.10.</value>
    public double ErasingAreaMaximum { get; init; } = 0.10;

    /// <summary>Finds a preset: none, paper, light or heavy.</summary>
    /// <param name="name">Its name; upper and lower case are alike.</param>
    /// <exception cref="ArbexException">There is no such preset.</exception>
    public static FaceAugmentation FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var (known, preset) in Presets)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return preset;
            }
        }

        throw new ArbexException(
            $"There is no augmentation '{name}'. Expected one of: {string.Join(", ", Presets.Select(p => p.Name))}.");
    }

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public FaceAugmentation Validated()
    {
        Check(nameof(ResizeRatio), ResizeRatio, 1, 2);
        Check(nameof(FlipProbability), FlipProbability, 0, 1);
        Check(nameof(RotationDegrees), RotationDegrees, 0, 180);
        Check(nameof(ShearDegrees), ShearDegrees, 0, 40);
        Check(nameof(ScaleRange), ScaleRange, 0, 0.9);
        Check(nameof(TranslateFraction), TranslateFraction, 0, 0.5);
        Check(nameof(Brightness), Brightness, 0, 1);
        Check(nameof(Contrast), Contrast, 0, 1);
        Check(nameof(Saturation), Saturation, 0, 1);
        Check(nameof(NoiseStandardDeviation), NoiseStandardDeviation, 0, 0.5);
        Check(nameof(ErasingProbability), ErasingProbability, 0, 1);
        Check(nameof(ErasingAreaMinimum), ErasingAreaMinimum, 0, 1);
        Check(nameof(ErasingAreaMaximum), ErasingAreaMaximum, ErasingAreaMinimum, 1);
        return this;
    }

    private static void Check(string option, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"{option} is {value}. Expected {low} to {high}; change it, or start from a preset such as 'light'."));
        }
    }
}
