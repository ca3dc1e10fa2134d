using System.Collections.Immutable;
using System.Globalization;
using Arbex.Data;
using Arbex.Losses;
using Arbex.Reliability;

namespace Arbex.Training.Ablations;

/// <summary>The studies: tables 1 to 4, the losses of figure 7, and the readings of the attentive correction.</summary>
public static class AblationStudies
{
    private const double Dominant = 100;

    /// <summary>Table 1: accuracy by the number of anchors.</summary>
    /// <param name="plan">What to run.</param>
    public static AblationStudy Anchors(AblationPlan plan) => StudyMaker.Make(
        plan, "k", "Number of anchors (table 1)", "K", "",
        "The paper's numbers are from Aff-Wild2.",
        from k in OrPaper(plan.Anchors, PaperTables.Anchors)
        select new StudySetting(Row(k), "", recipe => WithAnchors(recipe, k), 0, k, PaperTables.ByAnchors(k)));

    /// <summary>Table 2: accuracy by the number of anchors and noise.</summary>
    /// <param name="plan">What to run.</param>
    public static AblationStudy Noise(AblationPlan plan) => StudyMaker.Make(
        plan, "noise", "Anchors under noise (table 2)", "K", plan.PixelNoise ? "pixel noise" : "wrong labels",
        plan.PixelNoise
            ? "Noise: normal noise on the pixels of training pictures, its deviation as a share of the range. The paper does not "
                + "say what its noise is; its numbers are from Aff-Wild2."
            : "Noise: symmetric, so many training labels replaced by another class at random; validation labels are untouched. The "
                + "paper does not say what its noise is; its numbers are from Aff-Wild2.",
        from k in OrPaper(plan.Anchors, PaperTables.GridAnchors)
        from level in OrPaper(plan.Levels, PaperTables.Noise)
        select new StudySetting(
            Row(k), $"{level} %",
            recipe => plan.PixelNoise
                ? WithAnchors(recipe, k) with
                {
                    Augmentation = recipe.Augmentation with { NoiseStandardDeviation = level / 100.0 },
                }
                : WithAnchors(recipe, k),
            plan.PixelNoise ? 0 : level / 100.0, level / 100.0,
            PaperTables.ByNoise(k, level)));

    /// <summary>Table 3: accuracy by the number of anchors and label smoothing.</summary>
    /// <param name="plan">What to run.</param>
    public static AblationStudy Smoothing(AblationPlan plan) => StudyMaker.Make(
        plan, "smoothing", "Anchors and label smoothing (table 3)", "K", "smoothing",
        "Smoothing: the share of each label that is spread over all classes. The paper's numbers are from Aff-Wild2.",
        from k in OrPaper(plan.Anchors, PaperTables.GridAnchors)
        from level in OrPaper(plan.Levels, PaperTables.Smoothing)
        select new StudySetting(
            Row(k), $"{level} %",
            recipe => WithAnchors(recipe, k) with { Loss = recipe.Loss with { LabelSmoothing = level / 100.0 } },
            0, level / 100.0, PaperTables.BySmoothing(k, level)));

    /// <summary>Table 4: all scores by the weight of the anchor loss, as a multiple of the recipe's.</summary>
    /// <param name="plan">What to run.</param>
    public static AblationStudy AnchorLoss(AblationPlan plan) => StudyMaker.Make(
        plan, "anchor-loss", "Weight of the anchor loss (table 4)", "weight", "",
        "Weights are multiples of the recipe's. The paper does not name the data of its table 4; its forms of the losses have "
        + "other scales.",
        from factor in (double[])[1, 100, 0.01, 0]
        select new StudySetting(
            string.Create(CultureInfo.InvariantCulture, $"x {factor}"), "",
            recipe => recipe with { Loss = recipe.Loss with { AnchorWeight = recipe.Loss.AnchorWeight * factor } },
            0, null, PaperTables.ByAnchorLoss(factor)));

    /// <summary>What attends to what in the attentive correction.</summary>
    /// <param name="plan">What to run.</param>
    public static AblationStudy Attention(AblationPlan plan) => StudyMaker.Make(
        plan, "attention", "Readings of the attentive correction (equations 15 to 17)", "attention", "",
        "The paper leaves open what attends to what, and has no table of it.",
        from setting in (AttentionMode[])[AttentionMode.Tokens, AttentionMode.SingleToken, AttentionMode.CrossBatch]
        select new StudySetting(
            OtherAttention.NameOf(setting), "",
            recipe => OtherAttention.In(recipe, setting), 0, null, null));

    /// <summary>Figure 7: training with other losses; the curves are in each run's metrics.</summary>
    /// <param name="plan">What to run.</param>
    public static AblationStudy Losses(AblationPlan plan)
    {
        var loss = plan.Recipe.Loss;
        return StudyMaker.Make(
            plan with { Recipe = plan.Recipe with { Data = plan.Recipe.Data with { SelectOn = DataSplit.Valid } } },
            "losses", "Losses (figure 7)", "losses", "",
            "The figure has curves without numbers. Scores are those of the best epoch on the validation part.",
            [
                new("the recipe's", "", recipe => recipe, 0, null, null),
                new("anchor loss dominant", "", Losses(loss with { AnchorWeight = loss.AnchorWeight * Dominant }), 0, null, null),
                new("no correction (K = 0)", "", recipe => WithAnchors(recipe, 0), 0, null, null),
                new("class loss only", "", Losses(loss with { AnchorWeight = 0, CenterWeight = 0 }), 0, null, null),
                new("class loss dominant", "", Losses(loss with { ClassWeight = loss.ClassWeight * 10 }), 0, null, null),
            ]);
    }

    private static Func<Recipe, Recipe> Losses(LossOptions loss) => recipe => recipe with { Loss = loss };

    private static IEnumerable<int> OrPaper(ImmutableArray<int> chosen, IReadOnlyList<int> paper) =>
        chosen.IsDefaultOrEmpty ? paper : chosen;

    private static string Row(int anchors) => string.Create(CultureInfo.InvariantCulture, $"K = {anchors}");

    private static Recipe WithAnchors(Recipe recipe, int anchors) => recipe with
    {
        Network = recipe.Network with
        {
            Reliability = recipe.Network.Reliability with { AnchorsPerClass = anchors },
        },
    };
}
