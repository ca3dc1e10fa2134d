using System.Collections.Immutable;
using System.Globalization;
using Arbex.Losses;
using Arbex.Reliability;

namespace Arbex.Training.Ablations;

/// <summary>
/// What reliability balancing brings on an encoder that is trained already and frozen: each part of it changed alone, under
/// several shares of wrong labels. Not a table of the paper.
/// </summary>
public static class BalancingStudy
{
    /// <summary>Shares of wrong labels in per cent where none are chosen.</summary>
    public static ImmutableArray<int> UsualLevels { get; } = [0, 20, 40];

    /// <summary>Makes the study.</summary>
    /// <param name="plan">What to run; its recipe freezes the encoder and has anchors.</param>
    /// <exception cref="ArbexException">The recipe lets the encoder learn, or has no anchors.</exception>
    public static AblationStudy Create(AblationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Check(plan.Validated().Recipe);
        var levels = plan.Levels.IsDefaultOrEmpty ? UsualLevels : plan.Levels;
        return StudyMaker.Make(
            plan, "balancing", "Parts of balancing on a frozen encoder", "variation", "wrong labels",
            "What is on top of the encoder starts from nothing. Each row changes one thing of the recipe; heads of attention are as "
            + "many as divide. Wrong labels: symmetric, in training alone. The paper has no such table.",
            from variation in Variations(plan.Recipe)
            from level in levels
            select new StudySetting(
                variation.Name, $"{level} %", _ => variation.Recipe, level / 100.0, level / 100.0, null));
    }

    private static void Check(Recipe recipe)
    {
        OptionCheck.That(
            ParameterGrouping.FreezesEncoder(recipe.ParameterGroups),
            "The recipe lets the encoder learn. Expected one that freezes it, such as recipes/balancing-ferplus.json, with "
            + "\"parameterGroups\": [{ \"prefix\": \"encoder\", \"frozen\": true, \"frozenStatistics\": true }].");
        OptionCheck.That(
            recipe.Network.Reliability.AnchorsPerClass > 0,
            "The recipe has reliability.anchorsPerClass (K) 0, so there is no balancing to vary. Expected 1 or more.");
    }

    /// <summary>What differs from the recipe, and the recipe itself; a change that changes nothing is left out.</summary>
    private static IEnumerable<(string Name, Recipe Recipe)> Variations(Recipe recipe) =>
        Named(recipe).DistinctBy(variation => RecipeFile.ToJson(variation.Recipe));

    private static IEnumerable<(string Name, Recipe Recipe)> Named(Recipe recipe)
    {
        var balancing = recipe.Network.Reliability;
        var loss = recipe.Loss;
        yield return ("the recipe", recipe); // first, so that what equals it is left out
        yield return ("K = 0", With(recipe, balancing with { AnchorsPerClass = 0 }));
        foreach (var (name, factor) in new[] { ("1/10", 0.1), ("1/3", 1.0 / 3), ("3", 3) })
        {
            yield return ($"delta x {name}", With(recipe, balancing with { Delta = balancing.Delta * factor }));
        }

        foreach (var start in Enum.GetValues<AnchorStart>())
        {
            yield return ($"anchors start {Lower(start)}", With(recipe, balancing with { AnchorStart = start }));
        }

        yield return (
            balancing.DetachConfidence ? "confidences not detached" : "confidences detached",
            With(recipe, balancing with { DetachConfidence = !balancing.DetachConfidence }));
        yield return (
            balancing.DetachCorrections ? "corrections not detached" : "corrections detached",
            With(recipe, balancing with { DetachCorrections = !balancing.DetachCorrections }));
        foreach (var mode in Enum.GetValues<AttentionMode>())
        {
            yield return ($"attention: {OtherAttention.NameOf(mode)}", OtherAttention.In(recipe, mode));
        }

        yield return ("correction loss x 0", With(recipe, loss with { CorrectionWeight = 0 }));
        yield return ("correction loss x 2", With(recipe, loss with { CorrectionWeight = loss.CorrectionWeight * 2 }));
        yield return ("anchor loss x 0", With(recipe, loss with { AnchorWeight = 0 }));
        yield return ("anchor loss x 10", With(recipe, loss with { AnchorWeight = loss.AnchorWeight * 10 }));
        yield return ("centre loss x 0", With(recipe, loss with { CenterWeight = 0 }));
        foreach (var form in Enum.GetValues<FusionForm>())
        {
            yield return (
                form == FusionForm.Confidence ? "fusion by confidence" : "fusion by official trust",
                With(recipe, balancing with { FusionForm = form }));
        }
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    private static Recipe With(Recipe recipe, ReliabilityOptions balancing) =>
        recipe with { Network = recipe.Network with { Reliability = balancing } };

    private static Recipe With(Recipe recipe, LossOptions loss) => recipe with { Loss = loss };
}
