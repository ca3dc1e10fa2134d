using Arbex.Cli.Datasets;
using Arbex.Cli.Train;
using Arbex.Cli.Train.Series;
using Arbex.Training;

namespace Arbex.Cli.Tests;

public sealed class SeriesRunTests
{
    private static readonly TrainRequest Request = new()
    {
        Dataset = new DatasetRequest("jaffe", "jaffe", null),
        Recipe = new RecipeRequest { Preset = "compact", Seed = 4 },
        Output = "runs",
    };

    [Fact]
    public void Folds_count_from_one_and_leave_out_what_the_published_protocol_does() => Assert.Equal(
        [("fold1", "kfold:3:0", 4L), ("fold2", "kfold:3:1", 4L), ("fold3", "kfold:3:2", 4L)],
        SeriesRun.Of(Request with { Folds = 3 }).Select(run => (run.Name, run.SplitPlan!, run.Recipe.Seed)));

    [Fact]
    public void A_seed_of_the_division_shuffles_the_folds() => Assert.Equal(
        ["kfold:2:0:shuffled", "kfold:2:1:shuffled"],
        SeriesRun.Of(Request with { Folds = 2, Dataset = Request.Dataset with { HasSplitSeed = true } })
            .Select(run => run.SplitPlan));

    [Fact]
    public void Seeds_change_the_recipe_and_nothing_else()
    {
        var runs = SeriesRun.Of(Request with
        {
            Seeds = [7, -1],
            Recipe = Request.Recipe with { Seed = null },
            Dataset = Request.Dataset with { SplitPlan = "logo:KA" },
        });
        Assert.Equal(
            [("seed7", "logo:KA", 7L), ("seed-1", "logo:KA", -1L)],
            runs.Select(run => (run.Name, run.SplitPlan!, run.Recipe.Seed)));
        Assert.Equal(
            "seed is 7 there and -1 here", RecipeDifference.First(runs[0].Recipe, runs[1].Recipe));
    }

    [Fact]
    public void The_first_entry_in_which_recipes_differ_is_named_with_both_values()
    {
        var recipe = new Recipe();
        Assert.Null(RecipeDifference.First(recipe, new Recipe()));
        Assert.Equal(
            "loss.labelSmoothing is 0 there and 0.11 here",
            RecipeDifference.First(recipe, recipe with { Loss = recipe.Loss with { LabelSmoothing = 0.11 } }));
        Assert.Equal(
            "data.selectOn is \"valid\" there and null here",
            RecipeDifference.First(recipe, recipe with { Data = recipe.Data with { SelectOn = null } }));
    }
}
