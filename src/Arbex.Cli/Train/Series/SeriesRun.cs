using System.Globalization;
using Arbex.Data.Splits;
using Arbex.Training;

namespace Arbex.Cli.Train.Series;

/// <summary>One run of several.</summary>
/// <param name="Name">Of its folder: seed3, fold2.</param>
/// <param name="Recipe">Its recipe, seed included.</param>
/// <param name="SplitPlan">How its data are divided; null for their own parts.</param>
internal sealed record SeriesRun(string Name, Recipe Recipe, string? SplitPlan)
{
    /// <summary>The runs that were asked for.</summary>
    /// <exception cref="ArbexException">What was asked for contradicts itself.</exception>
    public static IReadOnlyList<SeriesRun> Of(TrainRequest request)
    {
        Check(request);
        var recipe = RunPlanner.NewRecipe(request);
        return request.Folds is { } folds
            ? [
                .. Enumerable.Range(0, folds).Select(fold => new SeriesRun(
                    Numbered("fold", fold + 1), recipe,
                    new GroupFolds(folds, fold, request.Dataset.HasSplitSeed).Text)),
            ]
            : [
                .. request.Seeds.Select(seed => new SeriesRun(
                    Numbered("seed", seed), recipe with { Seed = seed }, request.Dataset.SplitPlan)),
            ];
    }

    private static void Check(TrainRequest request)
    {
        if (request.Folds is not null && !request.Seeds.IsEmpty)
        {
            throw new ArbexException(
                "--folds and --seeds were both given. Expected one; pass a single --seed with --folds.");
        }

        if (request.Folds is < 2)
        {
            throw new ArbexException($"--folds is {request.Folds}. Expected 2 or more, at most one for each group.");
        }

        if (request.Folds is not null && request.Dataset.SplitPlan is not null)
        {
            throw new ArbexException("--folds and --split-plan were both given. Expected one; both divide the data.");
        }

        if (!request.Seeds.IsEmpty && request.Recipe.Seed is not null)
        {
            throw new ArbexException("--seeds and --seed were both given. Expected one.");
        }

        if (request.Seeds.GroupBy(seed => seed).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArbexException($"--seeds names {twice.Key} twice. Expected each seed once.");
        }
    }

    private static string Numbered(string name, long number) => name + number.ToString(CultureInfo.InvariantCulture);
}
