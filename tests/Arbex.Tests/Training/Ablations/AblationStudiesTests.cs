using Arbex.Training;
using Arbex.Training.Ablations;

namespace Arbex.Tests.Training.Ablations;

public sealed class AblationStudiesTests
{
    private static readonly AblationPlan Plan = new() { Recipe = TinyNetwork.Recipe, Seeds = [4, 9] };

    [Fact]
    public void Table_1_has_the_papers_numbers_of_anchors_and_accuracies()
    {
        var study = AblationStudies.Anchors(Plan);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 8, 10, 20], study.Cells.Where(cell => cell.Recipe.Seed == 4)
            .Select(cell => cell.Recipe.Network.Reliability.AnchorsPerClass));
        Assert.Equal(0.6892, study.Cells[0].Paper!.Accuracy, 6);
        Assert.Equal(0.6943, study.Cells[9].Paper!.Accuracy, 6);
        Assert.Equal(20, study.Cells.Select(cell => cell.Folder).Distinct().Count());
    }

    [Fact]
    public void Table_2_makes_labels_wrong_or_pixels_noisy()
    {
        var plan = Plan with { Anchors = [0, 10], Levels = [0, 20] };
        var wrong = AblationStudies.Noise(plan).Cells;
        Assert.Equal([0, 0.2, 0, 0.2], wrong.Take(4).Select(cell => cell.LabelNoise));
        Assert.Equal([0.6892, 0.5499, 0.7125, 0.6033], wrong.Take(4).Select(cell => Math.Round(cell.Paper!.Accuracy, 6)));

        var noisy = AblationStudies.Noise(plan with { PixelNoise = true }).Cells;
        Assert.All(noisy, cell => Assert.Equal(0, cell.LabelNoise));
        Assert.Equal(
            [0, 0.2, 0, 0.2], noisy.Take(4).Select(cell => cell.Recipe.Augmentation.NoiseStandardDeviation));
    }

    [Fact]
    public void Table_3_smooths_and_table_4_weighs_the_anchor_loss()
    {
        var smoothed = AblationStudies.Smoothing(Plan with { Anchors = [10], Levels = [11] }).Cells;
        Assert.All(smoothed, cell => Assert.Equal(0.11, cell.Recipe.Loss.LabelSmoothing));
        Assert.Equal(0.7248, smoothed[0].Paper!.Accuracy, 6);

        var weighed = AblationStudies.AnchorLoss(Plan).Cells.Take(4).ToArray();
        Assert.Equal([1, 100, 0.01, 0], weighed.Select(cell => cell.Recipe.Loss.AnchorWeight));
        Assert.Equal(0.903, weighed[3].Paper!.Recall!.Value, 6);
    }

    [Fact]
    public void Runs_of_a_study_differ_in_what_it_studies_alone()
    {
        foreach (var study in new[] { AblationStudies.Attention(Plan), AblationStudies.Losses(Plan) })
        {
            var first = study.Cells.Where(cell => cell.Recipe.Seed == 4).Select(cell => RecipeFile.ToJson(cell.Recipe));
            Assert.Equal(first.Count(), first.Distinct().Count());
        }
    }

    [Fact]
    public void A_recipe_that_waits_for_the_validation_loss_is_refused_since_no_run_of_a_study_sees_it()
    {
        var waiting = Plan with
        {
            Recipe = TinyNetwork.Recipe with { Optimizer = TinyNetwork.Recipe.Optimizer with { Schedule = LearningRateSchedule.Plateau } },
        };
        Assert.Contains(
            "optimizer.schedule", Assert.Throws<ArbexException>(() => AblationStudies.Anchors(waiting)).Message, StringComparison.Ordinal);
        var changed = Plan with { Changes = ["optimizer.schedule=plateau"] };
        Assert.Contains("plateau", Assert.Throws<ArbexException>(() => ChangeStudy.Create(changed)).Message, StringComparison.Ordinal);
        var others = Plan with { Changes = ["data.validationShare=0.3"] };
        Assert.Contains("same faces", Assert.Throws<ArbexException>(() => ChangeStudy.Create(others)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_seeds_or_with_one_twice_is_refused()
    {
        Assert.Throws<ArbexException>(() => AblationStudies.Anchors(Plan with { Seeds = [] }));
        Assert.Throws<ArbexException>(() => AblationStudies.Anchors(Plan with { Anchors = [10, 10] }));
        Assert.Throws<ArbexException>(() => AblationStudies.Noise(Plan with { Levels = [20, 0, 20] }));
        Assert.Throws<ArbexException>(() => AblationStudies.Anchors(Plan with { Seeds = [1, 1] }));
        Assert.Throws<ArbexException>(() => AblationStudies.Noise(Plan with { Levels = [101] }));
    }

    [Fact]
    public void A_plot_has_curves_where_a_study_has_levels_and_rows_where_it_has_none()
    {
        var grid = AblationStudies.Noise(Plan with { Anchors = [0, 10], Levels = [0, 20] });
        var rows = AblationStudies.AnchorLoss(Plan);

        Assert.Null(AblationPlot.Draw(new AblationTable(grid, new Dictionary<string, AblationScores>())));
        Assert.Contains("wrong labels", AblationPlot.Draw(Done(grid))!.ToSvg(), StringComparison.Ordinal);
        Assert.Contains("x 0.01", AblationPlot.Draw(Done(rows))!.ToSvg(), StringComparison.Ordinal);
        Assert.Contains("the paper", AblationPlot.Draw(Done(rows))!.ToSvg(), StringComparison.Ordinal);

        static AblationTable Done(AblationStudy study) => new(study, study.Cells.ToDictionary(
            cell => cell.Folder, cell => new AblationScores { Accuracy = cell.LabelNoise > 0 ? 0.5 : 0.6 }));
    }

    [Fact]
    public void The_table_has_mean_and_deviation_the_papers_number_and_what_is_missing()
    {
        var study = AblationStudies.Noise(Plan with { Anchors = [0, 10], Levels = [0, 20] });
        var done = study.Cells.Where(cell => cell.Column == "0 %").ToDictionary(
            cell => cell.Folder,
            cell => new AblationScores { Accuracy = cell.Recipe.Seed == 4 ? 0.5 : 0.6, PrimaryAccuracy = 0.5 });
        var table = new AblationTable(study, done);

        Assert.Contains("| K = 10 | 55.0 ± 7.1 (71.25) |", table.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("4 of 8 runs are not done yet", table.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("\"K = 10\",\"0 %\",9,0.6,0.5,,,,,,,,0.7125,,", table.ToCsv(), StringComparison.Ordinal);
        Assert.Equal(0.55, table.Results()[0].MeanAccuracy, 6);
    }

    [Fact]
    public void Every_recipe_of_the_repository_can_be_used()
    {
        var files = Directory.GetFiles(Path.Combine(Docs.Repository.Root, "recipes"), "*.json")
            .Where(file => Path.GetFileName(file) != "demo-faces.json").ToArray();
        Assert.True(files.Length >= 3);
        Assert.All(files, file => RecipeFile.Read(file).Network.Validated(8));
    }
}
