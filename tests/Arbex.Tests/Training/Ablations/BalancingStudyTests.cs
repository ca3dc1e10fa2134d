using Arbex.Reliability;
using Arbex.Training;
using Arbex.Training.Ablations;

namespace Arbex.Tests.Training.Ablations;

public sealed class BalancingStudyTests
{
    private static readonly AblationPlan Plan = new()
    {
        Recipe = TinyNetwork.Recipe with
        {
            ParameterGroups = [new ParameterGroup { Prefix = "encoder", Frozen = true, FrozenStatistics = true }],
            Loss = new() { CorrectionWeight = 0.5 },
        },
        Seeds = [4, 9],
    };

    [Fact]
    public void Every_row_changes_the_balancing_of_the_recipe_and_nothing_else()
    {
        var cells = BalancingStudy.Create(Plan).Cells.Where(cell => cell is { Recipe.Seed: 4, Column: "0 %" }).ToArray();
        var own = Plan.Recipe with { Seed = 4 };

        Assert.Equal(16, cells.Length);
        Assert.Equal("the recipe", cells[0].Row);
        Assert.Equal(RecipeFile.ToJson(own), RecipeFile.ToJson(cells[0].Recipe));
        Assert.Equal(cells.Length, cells.Select(cell => RecipeFile.ToJson(cell.Recipe)).Distinct().Count());
        Assert.All(cells, cell => Assert.Equal(RecipeFile.ToJson(own), RecipeFile.ToJson(cell.Recipe with
        {
            Loss = own.Loss,
            Network = cell.Recipe.Network with { Reliability = own.Network.Reliability },
        })));
    }

    [Fact]
    public void Columns_are_shares_of_wrong_labels()
    {
        Assert.Equal([0, 0.2, 0.4], Shares(Plan));
        Assert.Equal([0.5, 1], Shares(Plan with { Levels = [50, 100] }));

        static double[] Shares(AblationPlan plan) =>
        [
            .. BalancingStudy.Create(plan).Cells.Where(cell => cell is { Recipe.Seed: 9, Row: "K = 0" })
                .Select(cell => cell.LabelNoise),
        ];
    }

    [Fact]
    public void A_change_that_changes_nothing_is_left_out()
    {
        var recipe = Plan.Recipe with { Loss = new() { CorrectionWeight = 0, AnchorWeight = 0 } };
        var rows = BalancingStudy.Create(Plan with { Recipe = recipe }).Cells
            .Select(cell => cell.Row).Distinct().ToArray();

        Assert.DoesNotContain("correction loss x 0", rows);
        Assert.DoesNotContain("anchor loss x 10", rows);
        Assert.Contains("centre loss x 0", rows);
    }

    [Fact]
    public void Heads_of_every_reading_of_attention_fit_any_number_of_classes()
    {
        foreach (var anchors in new[] { 1, 3, 10 })
        {
            foreach (var readout in Enum.GetValues<AttentionReadout>())
            {
                var plan = WithReadout(anchors, readout);
                foreach (var cell in BalancingStudy.Create(plan).Cells.Concat(AblationStudies.Attention(plan).Cells))
                {
                    Assert.All([2, 7, 8], classes => cell.Recipe.Network.Validated(classes));
                }
            }
        }

        static AblationPlan WithReadout(int anchors, AttentionReadout readout) => Plan with
        {
            Recipe = Plan.Recipe with
            {
                Network = Plan.Recipe.Network with
                {
                    Reliability = Plan.Recipe.Network.Reliability with
                    {
                        AnchorsPerClass = anchors,
                        AttentionReadout = readout,
                        AttentionHeads = 4,
                    },
                },
            },
        };
    }

    [Fact]
    public void A_recipe_that_lets_the_encoder_learn_or_has_no_anchors_is_refused()
    {
        Refused("encoder", Plan.Recipe with { ParameterGroups = [] });
        Refused("encoder", Plan.Recipe with { ParameterGroups = [new ParameterGroup { Prefix = "encoder", Frozen = true }] });
        Refused("anchorsPerClass", Plan.Recipe with
        {
            Network = Plan.Recipe.Network with { Reliability = new() { AnchorsPerClass = 0 } },
        });

        static void Refused(string word, Recipe recipe) => Assert.Contains(
            word, Assert.Throws<ArbexException>(() => BalancingStudy.Create(Plan with { Recipe = recipe })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_plot_of_more_rows_than_fit_shows_the_last_column()
    {
        var study = BalancingStudy.Create(Plan);
        var table = new AblationTable(study, study.Cells.ToDictionary(
            cell => cell.Folder, cell => new AblationScores { Accuracy = 0.6 - (cell.LabelNoise / 2), AnchorAccuracy = 0.25 }));
        var plot = AblationPlot.Draw(table)!.ToSvg();

        Assert.Contains("wrong labels 40 %", plot, StringComparison.Ordinal);
        Assert.Contains("fusion by official trust", plot, StringComparison.Ordinal);
        Assert.DoesNotContain("paper's in brackets", table.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("| K = 0 | 40 % | 2 | 40.0 ± 0.0 |  | 25.0 ± 0.0 |", table.ToMarkdown(), StringComparison.Ordinal);
    }
}
