namespace Arbex.Data.Generated;

/// <summary>What a dataset of drawn faces is made of. Equal options give equal samples.</summary>
public sealed record GeneratedFaceOptions
{
    /// <summary>The smallest picture, in pixels.</summary>
    public const int SmallestSize = 32;

    /// <summary>The largest picture, in pixels.</summary>
    public const int LargestSize = 512;

    /// <summary>Number of characters to learn from.</summary>
    /// <value>The default is 24.</value>
    public int Characters { get; init; } = 24;

    /// <summary>Number of further characters, seen in validation only; 0 leaves that split empty.</summary>
    /// <value>The default is 6.</value>
    public int HeldOutCharacters { get; init; } = 6;

    /// <summary>Number of pictures of each character.</summary>
    /// <value>The default is 200.</value>
    public int SamplesPerCharacter { get; init; } = 200;

    /// <summary>Width and height of a picture in pixels.</summary>
    /// <value>The default is 96.</value>
    public int Size { get; init; } = 96;

    /// <summary>Names the cast, the expressions, the scenes and the label errors.</summary>
    /// <value>The default is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// How unequal the classes are in training, 0 (equal) to 1 (the last class fifty times rarer than the first,
    /// frequencies falling geometrically). The held-out characters always show every class equally often.
    /// </summary>
    /// <value>The default is 0.</value>
    public double ClassImbalance { get; init; }

    /// <summary>Share of the training labels that name another class than the one drawn, 0 to 1.</summary>
    /// <value>The default is 0.</value>
    public double LabelNoise { get; init; }

    /// <summary>Share of the pictures in which something covers a part of the face, 0 to 1.</summary>
    /// <value>The default is 0.08.</value>
    public double OcclusionProbability { get; init; } = 0.08;

    /// <summary>Strength of pose, light, noise and the like: 0 gives passport pictures, 2 is hard.</summary>
    /// <value>The default is 1.</value>
    public double NuisanceStrength { get; init; } = 1;

    /// <summary>The least strength in which an expression other than neutral is shown, 0 to 1; 1 is always full.</summary>
    /// <value>The default is 0.45.</value>
    public double WeakestIntensity { get; init; } = 0.45;

    /// <summary>These options, if they make sense.</summary>
    /// <exception cref="ArbexException">An option is out of its range; the message has name, value and range.</exception>
    public GeneratedFaceOptions Validated()
    {
        Check(Characters is >= 1 and <= 10_000, nameof(Characters), Characters, "1 to 10000");
        Check(HeldOutCharacters is >= 0 and <= 10_000, nameof(HeldOutCharacters), HeldOutCharacters, "0 to 10000");
        Check(SamplesPerCharacter is >= 1 and <= 100_000, nameof(SamplesPerCharacter), SamplesPerCharacter,
            "1 to 100000");
        Check(Size is >= SmallestSize and <= LargestSize, nameof(Size), Size,
            $"{SmallestSize} to {LargestSize} pixels");
        Check(ClassImbalance is >= 0 and <= 1, nameof(ClassImbalance), ClassImbalance, "0 (balanced) to 1 (strong)");
        Check(LabelNoise is >= 0 and <= 1, nameof(LabelNoise), LabelNoise, "0 to 1, a share of the training labels");
        Check(OcclusionProbability is >= 0 and <= 1, nameof(OcclusionProbability), OcclusionProbability, "0 to 1");
        Check(WeakestIntensity is >= 0 and <= 1, nameof(WeakestIntensity), WeakestIntensity, "0 (unseen) to 1 (full)");
        Check(NuisanceStrength is >= 0 and <= 2, nameof(NuisanceStrength), NuisanceStrength, "0 (none) to 2 (hard)");
        var total = ((long)Characters + HeldOutCharacters) * SamplesPerCharacter;
        return total <= 10_000_000
            ? this
            : throw new ArbexException(
                $"Generated faces: ({Characters} + {HeldOutCharacters}) characters with {SamplesPerCharacter} samples "
                + $"each are {total} samples, expected at most 10000000. Lower {nameof(SamplesPerCharacter)}.");
    }

    private static void Check(bool isGood, string name, IFormattable value, string range)
    {
        if (!isGood)
        {
            var shown = value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
            throw new ArbexException(
                $"Generated faces: {name} is {shown}, expected {range}. Set {name} to a value in that range.");
        }
    }
}
