using System.Text.Json;

using Arbex.Data.Generated;

namespace Arbex.Tests.Data.Generated;

public sealed class GeneratedFaceOptionsTests
{
    public static TheoryData<string, GeneratedFaceOptions> Bad => new()
    {
        { nameof(GeneratedFaceOptions.Characters), new() { Characters = 0 } },
        { nameof(GeneratedFaceOptions.HeldOutCharacters), new() { HeldOutCharacters = -1 } },
        { nameof(GeneratedFaceOptions.SamplesPerCharacter), new() { SamplesPerCharacter = 0 } },
        { nameof(GeneratedFaceOptions.Size), new() { Size = 31 } },
        { nameof(GeneratedFaceOptions.Size), new() { Size = 513 } },
        { nameof(GeneratedFaceOptions.ClassImbalance), new() { ClassImbalance = 1.5 } },
        { nameof(GeneratedFaceOptions.LabelNoise), new() { LabelNoise = double.NaN } },
        { nameof(GeneratedFaceOptions.OcclusionProbability), new() { OcclusionProbability = -0.1 } },
        { nameof(GeneratedFaceOptions.NuisanceStrength), new() { NuisanceStrength = 3 } },
        { nameof(GeneratedFaceOptions.SamplesPerCharacter), new() { Characters = 10_000, SamplesPerCharacter = 100_000 } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void An_option_out_of_range_is_named_in_the_error(string name, GeneratedFaceOptions options)
    {
        var error = Assert.Throws<ArbexException>(options.Validated);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("expected", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArbexException>(() => new GeneratedFaceDataset(options));
    }

    [Fact]
    public void The_error_has_the_value_and_the_range()
    {
        var error = Assert.Throws<ArbexException>((new GeneratedFaceOptions { Size = 1000 }).Validated);
        Assert.Equal(
            "Generated faces: Size is 1000, expected 32 to 512 pixels. Set Size to a value in that range.", error.Message);
    }

    [Fact]
    public void The_defaults_are_valid()
    {
        var options = new GeneratedFaceOptions();
        Assert.Same(options, options.Validated());
    }

    [Fact]
    public void Options_survive_json()
    {
        var options = new GeneratedFaceOptions
        {
            Characters = 3,
            HeldOutCharacters = 2,
            SamplesPerCharacter = 11,
            Size = 50,
            Seed = -7,
            ClassImbalance = 0.3,
            LabelNoise = 0.2,
            OcclusionProbability = 0.4,
            NuisanceStrength = 1.25,
        };
        Assert.Equal(options, JsonSerializer.Deserialize<GeneratedFaceOptions>(JsonSerializer.Serialize(options)));
    }
}
