using Arbex.Losses;
using Arbex.Networks;
using Arbex.Reliability;
using Arbex.Tests.Data;
using Arbex.Training;

namespace Arbex.Tests.Training;

/// <summary>A recipe names what differs from its preset; everything else is filled in, and mistakes are named.</summary>
public sealed class RecipeFileTests
{
    [Fact]
    public void An_empty_recipe_is_the_default_one() =>
        Assert.Equal(RecipeFile.ToJson(new Recipe()), RecipeFile.ToJson(RecipeFile.Parse("{}", "empty")));

    [Theory]
    [InlineData("paper")]
    [InlineData("poster++")]
    [InlineData("compact")]
    public void A_preset_survives_being_written_in_full(string preset)
    {
        var recipe = RecipeFile.FromPreset(preset);
        var json = RecipeFile.ToJson(recipe);
        Assert.Equal(json, RecipeFile.ToJson(RecipeFile.Parse(json, "round trip")));
        Assert.Equal(ArbexOptions.Preset(preset).InputSize, recipe.Preprocessing.InputSize);
    }

    [Fact]
    public void Differences_change_themselves_and_nothing_else()
    {
        var recipe = RecipeFile.Parse(
            """
            {
              // comments and trailing commas are allowed
              "preset": "paper",
              "network": { "reliability": { "anchorsPerClass": 3, "attentionMode": "singleToken", } },
              "loss": { "anchorForm": "sum", "labelSmoothing": 0.11 },
              "epochs": 7,
            }
            """,
            "changed");
        var expected = RecipeFile.FromPreset("paper");
        expected = expected with
        {
            Network = expected.Network with
            {
                Reliability = expected.Network.Reliability with
                {
                    AnchorsPerClass = 3,
                    AttentionMode = AttentionMode.SingleToken,
                },
            },
            Loss = expected.Loss with { AnchorForm = AnchorLossForm.Sum, LabelSmoothing = 0.11 },
            Epochs = 7,
        };
        Assert.Equal(RecipeFile.ToJson(expected), RecipeFile.ToJson(recipe));
    }

    [Fact]
    public void Lists_are_replaced_whole() => Assert.Equal(
        [32], RecipeFile.Parse("""{ "network": { "reliability": { "headWidths": [32] } } }""", "list")
            .Network.Reliability.HeadWidths.AsEnumerable());

    [Fact]
    public void Preprocessing_follows_the_networks_input_size()
    {
        var recipe = RecipeFile.Parse(
            """
            { "network": { "inputSize": 80 } }
            """,
            "size");
        Assert.Equal(80, recipe.Preprocessing.InputSize);
    }

    [Theory]
    [InlineData("", "cannot be used")]
    [InlineData("[]", "object")]
    [InlineData("{ \"epochs\": }", "cannot be used")]
    [InlineData("{ \"epoch\": 3 }", "epoch")]
    [InlineData("{ \"network\": { \"reliability\": { \"anchors\": 3 } } }", "anchors")]
    [InlineData("{ \"epochs\": \"many\" }", "epochs")]
    [InlineData("{ \"epochs\": 2.5 }", "epochs")]
    [InlineData("{ \"epochs\": null }", "epochs")]
    [InlineData("{ \"epochs\": 0 }", "epochs is 0")]
    [InlineData("{ \"epochs\": 1e99 }", "epochs")]
    [InlineData("{ \"batchSize\": 1 }", "batchSize is 1")]
    [InlineData("{ \"preset\": \"huge\" }", "'huge'")]
    [InlineData("{ \"preset\": 3 }", "cannot be used")]
    [InlineData("{ \"network\": 3 }", "cannot be used")]
    [InlineData("{ \"network\": [] }", "cannot be used")]
    [InlineData("{ \"network\": null }", "network is null")]
    [InlineData("{ \"loss\": null }", "loss is null")]
    [InlineData("{ \"data\": null }", "data is null")]
    [InlineData("{ \"mixup\": -0.1 }", "mixup is -0.1")]
    [InlineData("{ \"mixup\": 101 }", "mixup is 101")]
    [InlineData("{ \"data\": { \"sampleOneLabels\": true } }", "sampleOneLabels")]
    [InlineData("{ \"data\": { \"validationShare\": 0.6 } }", "data.validationShare is 0.6")]
    [InlineData("{ \"optimizer\": null }", "optimizer is null")]
    [InlineData("{ \"augmentation\": null }", "augmentation is null")]
    [InlineData("{ \"refinement\": null }", "refinement is null")]
    [InlineData("{ \"preprocessing\": null }", "preprocessing is null")]
    [InlineData("{ \"network\": { \"image\": null } }", "image is null")]
    [InlineData("{ \"network\": { \"inputSize\": \"big\" } }", "cannot be used")]
    [InlineData("{ \"network\": { \"inputSize\": 99999999999 } }", "cannot be used")]
    [InlineData("{ \"network\": { \"reliability\": { \"delta\": 0 } } }", "reliability.delta is 0")]
    [InlineData("{ \"network\": { \"reliability\": { \"attentionMode\": \"sideways\" } } }", "attentionMode")]
    [InlineData("{ \"network\": { \"reliability\": { \"headWidths\": null } } }", "headWidths")]
    [InlineData("{ \"loss\": { \"labelSmoothing\": 2 } }", "loss.labelSmoothing is 2")]
    [InlineData("{ \"optimizer\": { \"learningRate\": -1 } }", "optimizer.learningRate is -1")]
    [InlineData("{ \"preprocessing\": { \"inputSize\": 64 } }", "64")]
    [InlineData("{ \"epochs\": 3, \"epochs\": 4 }", "epochs")]
    public void A_mistake_is_refused_with_the_recipes_name_and_the_place(string json, string named)
    {
        var refused = Assert.Throws<ArbexException>(() => RecipeFile.Parse(json, "my-recipe.json"));
        Assert.Contains("'my-recipe.json'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "none.json");
        var refused = Assert.Throws<ArbexException>(() => RecipeFile.Read(path));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_reads_like_its_text()
    {
        using var folder = new TemporaryFolder();
        folder.Text("r.json", """{ "seed": 9 }""");
        Assert.Equal(9, RecipeFile.Read(Path.Combine(folder.FullName, "r.json")).Seed);
    }
}
