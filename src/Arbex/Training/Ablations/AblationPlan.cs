using System.Collections.Immutable;

namespace Arbex.Training.Ablations;

/// <summary>How much of a study to run.</summary>
public sealed record AblationPlan
{
    /// <summary>What every run has in common: sizes, budget, schedule.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Seeds; every cell is run once with each.</summary>
    /// <value>The default value is 1, 2, 3.</value>
    public ImmutableArray<long> Seeds { get; init; } = [1, 2, 3];

    /// <summary>Numbers of anchors K; empty for the paper's.</summary>
    public ImmutableArray<int> Anchors { get; init; } = [];

    /// <summary>Levels of noise or smoothing in per cent; empty for the paper's.</summary>
    public ImmutableArray<int> Levels { get; init; } = [];

    /// <summary>Changes of the recipe as <see cref="RecipeChange.Parse"/> reads them, for the study of changes.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>Whether noise is put on the pixels of training pictures instead of on labels.</summary>
    /// <value>The default value is false: the paper does not say which, and wrong labels are what its method is for.</value>
    public bool PixelNoise { get; init; }

    /// <summary>Checks the plan.</summary>
    /// <exception cref="ArbexException">A value is out of range.</exception>
    public AblationPlan Validated()
    {
        Recipe.Validated();
        OptionCheck.That(!Seeds.IsDefaultOrEmpty, "There is no seed. Expected at least one, such as --seeds 1,2,3.");
        OptionCheck.InRange(Seeds.Length, 1, 1000, "The number of seeds");
        OptionCheck.That(Seeds.Distinct().Count() == Seeds.Length, $"A seed is named twice in {string.Join(",", Seeds)}.");
        OptionCheck.That(Anchors.Distinct().Count() == Anchors.Length, $"--k names a number twice in {string.Join(",", Anchors)}.");
        OptionCheck.That(Levels.Distinct().Count() == Levels.Length, $"--levels names a level twice in {string.Join(",", Levels)}.");
        foreach (var k in Anchors)
        {
            OptionCheck.InRange(k, 0, 1000, "--k");
        }

        foreach (var level in Levels)
        {
            OptionCheck.InRange(level, 0, 100, "--levels");
        }

        return this;
    }
}
