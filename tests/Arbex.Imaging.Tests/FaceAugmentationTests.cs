namespace Arbex.Imaging.Tests;

public sealed class FaceAugmentationTests
{
    [Fact]
    public void Presets_are_found_by_name_and_are_valid()
    {
        Assert.Equal(FaceAugmentation.None, FaceAugmentation.FromName("none").Validated());
        Assert.Equal(FaceAugmentation.Paper, FaceAugmentation.FromName("Paper").Validated());
        Assert.Equal(FaceAugmentation.Light, FaceAugmentation.FromName("light").Validated());
        Assert.Equal(FaceAugmentation.Heavy, FaceAugmentation.FromName("HEAVY").Validated());
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones()
    {
        var error = Assert.Throws<ArbexException>(() => FaceAugmentation.FromName("strong"));
        Assert.Equal("There is no augmentation 'strong'. Expected one of: none, paper, light, heavy.", error.Message);
    }

    [Fact]
    public void Values_out_of_range_are_refused_with_their_names()
    {
        AssertRefused("ResizeRatio", new FaceAugmentation { ResizeRatio = 0.9 });
        AssertRefused("FlipProbability", new FaceAugmentation { FlipProbability = 1.1 });
        AssertRefused("RotationDegrees", new FaceAugmentation { RotationDegrees = -1 });
        AssertRefused("ShearDegrees", new FaceAugmentation { ShearDegrees = 41 });
        AssertRefused("ScaleRange", new FaceAugmentation { ScaleRange = 1 });
        AssertRefused("TranslateFraction", new FaceAugmentation { TranslateFraction = double.NaN });
        AssertRefused("Brightness", new FaceAugmentation { Brightness = 2 });
        AssertRefused("Contrast", new FaceAugmentation { Contrast = 2 });
        AssertRefused("Saturation", new FaceAugmentation { Saturation = 2 });
        AssertRefused("NoiseStandardDeviation", new FaceAugmentation { NoiseStandardDeviation = 1 });
        AssertRefused("ErasingProbability", new FaceAugmentation { ErasingProbability = -0.1 });
        AssertRefused("ErasingAreaMinimum", new FaceAugmentation { ErasingAreaMinimum = -0.1 });
        AssertRefused(
            "ErasingAreaMaximum", new FaceAugmentation { ErasingAreaMinimum = 0.5, ErasingAreaMaximum = 0.4 });
    }

    private static void AssertRefused(string name, FaceAugmentation augmentation) =>
        Assert.StartsWith(
            name + " is ", Assert.Throws<ArbexException>(augmentation.Validated).Message, StringComparison.Ordinal);
}
