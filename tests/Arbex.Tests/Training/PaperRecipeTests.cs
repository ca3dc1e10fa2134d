using System.Text.Json;
using System.Text.Json.Nodes;
using Arbex.Data;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Tests.Training;

/// <summary>The recipes of the paper's five datasets.</summary>
public sealed class PaperRecipeTests
{
    public static TheoryData<string> Names => ["affwild2", "rafdb", "jaffe", "ferg", "ferplus"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_dataset_of_the_paper_has_the_papers_settings(string name)
    {
        Assert.NotNull(DatasetCatalog.Find(name));
        var recipe = RecipeFile.Read(PathOf(name));

        Assert.Equal("paper", recipe.Preset);
        Assert.Equal(
            JsonSerializer.Serialize(ArbexOptions.Paper, ArbexJson.Options),
            JsonSerializer.Serialize(recipe.Network, ArbexJson.Options));
        Assert.Equal(10, recipe.Network.Reliability.AnchorsPerClass);
        Assert.Equal(0.11, recipe.Loss.LabelSmoothing);
        Assert.Equal((3e-4, LearningRateSchedule.Exponential, 0.995), (
            recipe.Optimizer.LearningRate, recipe.Optimizer.Schedule, recipe.Optimizer.Gamma));
        Assert.Equal((1000, 64), (recipe.Epochs, recipe.BatchSize));
        Assert.Equal(new DataRefinementOptions { PerGroup = 512, PerClass = 500 }, recipe.Refinement);
        Assert.Equal(new FaceAugmentation { ResizeRatio = 256.0 / 224, FlipProbability = 0.5 }, recipe.Augmentation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_part_that_is_reported_chooses_the_epoch(string name) => Assert.Equal(
        name == "affwild2" ? null : DataSplit.Valid, RecipeFile.Read(PathOf(name)).Data.SelectOn);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_lists_nothing_that_is_the_default(string name)
    {
        JsonDocumentOptions comments = new() { CommentHandling = JsonCommentHandling.Skip };
        var given = JsonNode.Parse(File.ReadAllText(PathOf(name)), documentOptions: comments)!.AsObject();
        given.Remove("preset");
        AssertDiffers(given, JsonNode.Parse(RecipeFile.ToJson(RecipeFile.FromPreset("paper")))!.AsObject(), name);
    }

    private static void AssertDiffers(JsonObject given, JsonObject standard, string where)
    {
        foreach (var (key, value) in given)
        {
            if (value is JsonObject inner)
            {
                AssertDiffers(inner, standard[key]!.AsObject(), $"{where}.{key}");
            }
            else
            {
                Assert.False(JsonNode.DeepEquals(value, standard[key]), $"{where}.{key} is the default");
            }
        }
    }

    private static string PathOf(string name) => Path.Combine(Docs.Repository.Root, "recipes", $"{name}.json");
}
