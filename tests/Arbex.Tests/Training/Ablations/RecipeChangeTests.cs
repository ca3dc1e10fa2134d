using Arbex.Training;
using Arbex.Training.Ablations;

namespace Arbex.Tests.Training.Ablations;

public sealed class RecipeChangeTests
{
    private static readonly Recipe Compact = RecipeFile.FromPreset("compact") with { Epochs = 5, WeightAverage = 0.9 };

    [Theory]
    [InlineData("weightAverage=0", "weightAverage=0")]
    [InlineData("steady: weightAverage=0", "steady")]
    [InlineData(" weightAverage = 0 ", "weightAverage = 0")]
    public void A_change_has_a_name_and_changes_what_it_says(string text, string name)
    {
        var change = RecipeChange.Parse(text);
        Assert.Equal(name, change.Name);
        Assert.Equal(RecipeFile.ToJson(Compact with { WeightAverage = 0 }), RecipeFile.ToJson(change.Apply(Compact)));
    }

    [Fact]
    public void Words_lists_and_several_entries_are_taken()
    {
        var changed = RecipeChange.Parse(
            "narrow: network.image.stageWidths=[24,48,96],optimizer.schedule=constant,optimizer.gradientClip=1").Apply(Compact);
        Assert.Equal([24, 48, 96], changed.Network.Image.StageWidths);
        Assert.Equal(Compact.Network.Image.StageDepths, changed.Network.Image.StageDepths);
        Assert.Equal(LearningRateSchedule.Constant, changed.Optimizer.Schedule);
        Assert.Equal(1, changed.Optimizer.GradientClip);
        Assert.Equal(5, changed.Epochs);
    }

    [Theory]
    [InlineData("weightAverage", "is no entry")]
    [InlineData("=3", "is no entry")]
    [InlineData("weightAverage=", "is no entry")]
    [InlineData("weightAverage=0,weightAverage=1", "twice")]
    [InlineData("optimizer=1,optimizer.gamma=1", "twice")]
    [InlineData("weightAverge=0", "weightAverge")]
    [InlineData("weightAverage=2", "weightAverage is 2")]
    [InlineData("optimizer.schedule=sometimes", "optimizer.schedule")]
    [InlineData("preset=paper", "preset")]
    [InlineData(": weightAverage=0", "without a name")]
    [InlineData("optimizer={\"gamma\":1,\"gamma\":0.5}", "no JSON")]
    [InlineData("optimizer=null,optimizer.gamma=1", "twice")]
    public void What_is_no_change_of_a_recipe_is_refused(string text, string why) => Assert.Contains(
        why, Assert.Throws<ArbexException>(() => RecipeChange.Parse(text).Apply(Compact)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_recipe_comes_first_and_then_each_change_of_it_with_every_seed()
    {
        var study = ChangeStudy.Create(new AblationPlan
        {
            Recipe = Compact,
            Seeds = [4, 9],
            Changes = ["weightAverage=0", "sharp: optimizer.sharpnessRadius=0.05"],
        });

        Assert.Equal(["the recipe", "weightAverage=0", "sharp"], study.Cells.Where(cell => cell.Recipe.Seed == 9).Select(cell => cell.Row));
        Assert.Equal(RecipeFile.ToJson(Compact with { Seed = 4 }), RecipeFile.ToJson(study.Cells[0].Recipe));
        Assert.Equal(0.05, study.Cells[^1].Recipe.Optimizer.SharpnessRadius);
    }

    [Fact]
    public void Names_with_quotes_and_bars_leave_the_tables_whole()
    {
        var study = ChangeStudy.Create(new AblationPlan
        {
            Recipe = Compact,
            Seeds = [1],
            Changes = ["augmentation={\"rotationDegrees\":3, \"brightness\":0.5}", "a|b: epochs=2"],
        });
        var scores = study.Cells.ToDictionary(cell => cell.Folder, _ => new AblationScores { Accuracy = 0.5 }, StringComparer.Ordinal);
        var table = new AblationTable(study, scores);

        Assert.Contains("\"augmentation={\"\"rotationDegrees\"\":3, \"\"brightness\"\":0.5}\",\"\",1,0.5", table.ToCsv(), StringComparison.Ordinal);
        Assert.Contains("| a\\|b | 1 |", table.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal(0.5, study.Cells[1].Recipe.Augmentation.Brightness);
    }

    [Theory]
    [InlineData("There is no change")]
    [InlineData("share the folder", "same: weightAverage=0", "same: weightAverage=0.5")]
    [InlineData("share the folder", "the recipe: weightAverage=0")]
    [InlineData("--seeds", "seed=7")]
    [InlineData("data.selectOn", "data.selectOn=valid")]
    [InlineData("changes nothing", "weightAverage=0.9")]
    [InlineData("cannot be used", "data=5")]
    public void Rows_need_changes_and_names_of_their_own(string why, params string[] changes) => Assert.Contains(
        why,
        Assert.Throws<ArbexException>(() => ChangeStudy.Create(new AblationPlan { Recipe = Compact, Changes = [.. changes] })).Message,
        StringComparison.Ordinal);
}
