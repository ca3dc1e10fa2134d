using Arbex.Training.Ablations;

namespace Arbex.Cli.Ablate;

/// <summary>A study as a command.</summary>
/// <param name="Name">At the prompt.</param>
/// <param name="Description">In the help.</param>
/// <param name="Create">Makes it from a plan.</param>
/// <param name="HasAnchors">Whether --k chooses rows.</param>
/// <param name="HasLevels">Whether --levels chooses columns.</param>
/// <param name="HasChanges">Whether --change names rows.</param>
/// <param name="NeedsWeights">Whether every run must start from the encoder of --weights.</param>
internal sealed record StudyKind(
    string Name, string Description, Func<AblationPlan, AblationStudy> Create, bool HasAnchors = false,
    bool HasLevels = false, bool HasChanges = false, bool NeedsWeights = false)
{
    public static IReadOnlyList<StudyKind> All { get; } =
    [
        new("k", "Table 1: the number of anchors K.", AblationStudies.Anchors, HasAnchors: true),
        new("noise", "Table 2: K under wrong labels, or under pixel noise.", AblationStudies.Noise, true, true),
        new("smoothing", "Table 3: K with label smoothing.", AblationStudies.Smoothing, true, true),
        new("anchor-loss", "Table 4: the weight of the anchor loss.", AblationStudies.AnchorLoss),
        new("attention", "What attends to what in the attentive correction.", AblationStudies.Attention),
        new(
            "balancing", "Parts of balancing on an encoder that is trained and frozen.", BalancingStudy.Create,
            HasLevels: true, NeedsWeights: true),
        new("changes", "The recipe beside itself with something changed: a row for every --change.", ChangeStudy.Create, HasChanges: true),
        new("losses", "Figure 7: training with other losses.", AblationStudies.Losses),
    ];

    /// <summary>The recipe of the example in the help.</summary>
    public string ExampleRecipe => NeedsWeights ? "recipes/balancing-ferplus.json" : "recipes/ablation-ferplus.json";

    /// <summary>Whether noise may be put on pixels instead of labels.</summary>
    public bool HasPixelNoise => Name == "noise";
}
