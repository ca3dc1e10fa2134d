using System.Text.Json;
using Arbex.Networks;
using Arbex.Reliability;

namespace Arbex.Tests.Networks;

/// <summary>Options hold together, say what is wrong in the recipe's words, and survive being written down.</summary>
public sealed class ArbexOptionsTests
{
    public static TheoryData<string, string[]> Mistakes()
    {
        var data = new TheoryData<string, string[]>();
        foreach (var (name, mistake) in Bad)
        {
            data.Add(name, mistake.Named);
        }

        return data;
    }

    private static Dictionary<string, (Func<ArbexOptions, ArbexOptions> Spoil, string[] Named)> Bad { get; } = new()
    {
        ["K below 0"] = (o => With(o, r => r with { AnchorsPerClass = -1 }), ["anchorsPerClass", "-1"]),
        ["K too large"] = (o => With(o, r => r with { AnchorsPerClass = 1001 }), ["anchorsPerClass", "1001"]),
        ["delta 0"] = (o => With(o, r => r with { Delta = 0 }), ["reliability.delta", "0"]),
        ["delta NaN"] = (o => With(o, r => r with { Delta = double.NaN }), ["reliability.delta", "NaN"]),
        ["delta infinite"] = (o => With(o, r => r with { Delta = double.PositiveInfinity }), ["reliability.delta"]),
        ["delta that float32 cannot hold"] = (o => With(o, r => r with { Delta = 1e-60 }), ["reliability.delta", "1E-60"]),
        ["temperature below 0"] = (o => With(o, r => r with { Temperature = -2 }), ["reliability.temperature", "-2"]),
        ["dropout of everything"] = (o => With(o, r => r with { HeadDropout = 1 }), ["reliability.headDropout", "1"]),
        ["a head without width"] = (o => With(o, r => r with { HeadWidths = [64, 0] }), ["reliability.headWidths", "0"]),
        ["a head that is null"] = (o => With(o, r => r with { HeadWidths = default }), ["reliability.headWidths"]),
        ["tokens that do not divide"] = (o => With(o, r => r with { AttentionTokens = 7 }), ["128", "attentionTokens", "7"]),
        ["heads that do not divide a token"] =
            (o => With(o, r => r with { AttentionHeads = 3 }), ["16", "attentionHeads", "3"]),
        ["heads that do not divide the outputs"] =
            (o => With(o, r => r with { AttentionMode = AttentionMode.SingleToken, AttentionHeads = 3 }), ["80", "attentionHeads", "3"]),
        ["a mode that does not exist"] = (o => With(o, r => r with { AttentionMode = (AttentionMode)9 }), ["attentionMode", "9"]),
        ["a start that does not exist"] = (o => With(o, r => r with { AnchorStart = (AnchorStart)9 }), ["anchorStart", "9"]),
        ["a fusion that does not exist"] = (o => With(o, r => r with { FusionForm = (FusionForm)9 }), ["fusionForm", "9"]),
        ["maps of unequal size"] = (o => o with { Landmark = o.Landmark with { InputSize = 128 } }, ["12x12", "32x32"]),
        ["windows that do not divide"] =
            (o => o with { Fusion = o.Fusion with { Windows = [5, 8, 4] } }, ["12x12", "windows of 5"]),
        ["two windows for three levels"] =
            (o => o with { Fusion = o.Fusion with { Windows = [16, 8] } }, ["fusion.windows", "2", "3"]),
        ["windows that are null"] = (o => o with { Fusion = o.Fusion with { Windows = default } }, ["fusion.windows"]),
        ["a level's heads that do not divide"] =
            (o => o with { Fusion = o.Fusion with { Heads = [5, 4, 8] } }, ["image.stageWidths[0]", "32", "5"]),
        ["stride 3"] = (o => o with { Fusion = o.Fusion with { Stride = 3 } }, ["fusion.stride", "3"]),
        ["transformer heads that do not divide"] =
            (o => o with { Transformer = o.Transformer with { Heads = 5 } }, ["128", "transformer.heads", "5"]),
        ["a picture of 0"] = (o => o with { InputSize = 0 }, ["inputSize", "0"]),
        ["a part that is null"] = (o => o with { Image = null! }, ["image"]),
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_by_name_and_value(string mistake, string[] named)
    {
        var refused = Assert.Throws<ArbexException>(() => Bad[mistake].Spoil(ArbexOptions.Compact).Validated(8));
        Assert.All(named, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void One_class_is_too_few()
    {
        var refused = Assert.Throws<ArbexException>(() => ArbexOptions.Compact.Validated(1));
        Assert.Contains("classes is 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_preset_is_refused_with_the_known_ones()
    {
        var refused = Assert.Throws<ArbexException>(() => ArbexOptions.Preset("huge"));
        Assert.Contains("'huge'", refused.Message, StringComparison.Ordinal);
        Assert.All(ArbexOptions.Presets.Keys, name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_presets_are_the_three_that_the_documents_name() =>
        Assert.Equal(["compact", "paper", "poster++"], ArbexOptions.Presets.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("paper")]
    [InlineData("poster++")]
    [InlineData("compact")]
    public void A_preset_holds_together_and_survives_being_written(string name)
    {
        var preset = ArbexOptions.Preset(name);
        Assert.Same(preset, preset.Validated(8));
        var json = JsonSerializer.Serialize(preset, ArbexJson.Options);
        var back = JsonSerializer.Deserialize<ArbexOptions>(json, ArbexJson.Options)!;
        Assert.Equal(json, JsonSerializer.Serialize(back.Validated(8), ArbexJson.Options));
    }

    [Fact]
    public void Enums_are_written_as_words_and_numbers_are_refused()
    {
        var json = JsonSerializer.Serialize(new ReliabilityOptions(), ArbexJson.OneLine);
        Assert.Contains("\"attentionMode\":\"tokens\"", json, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ReliabilityOptions>(
            """{ "attentionMode": 1 }""", ArbexJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ReliabilityOptions>(
            """{ "anchorsPerKlass": 1 }""", ArbexJson.Options));
    }

    private static ArbexOptions With(ArbexOptions options, Func<ReliabilityOptions, ReliabilityOptions> change) =>
        options with { Reliability = change(options.Reliability) };
}
