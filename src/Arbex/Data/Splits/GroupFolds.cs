using Arbex.Imaging;

namespace Arbex.Data.Splits;

/// <summary>K folds of whole groups, one of them left out.</summary>
/// <remarks>
/// The usual subject-independent protocol (CK+: subjects sorted, fold = place mod 10). A sample without a group is a group
/// of its own; these follow the named groups, in the dataset's order.
/// </remarks>
/// <param name="Folds">Number of folds K, at least 2.</param>
/// <param name="Fold">The fold that is left out, in [0, K).</param>
/// <param name="Shuffled">Whether the seed puts the groups into order instead of their names.</param>
public sealed record GroupFolds(int Folds, int Fold, bool Shuffled = false) : SplitPlan
{
    private const long FoldStream = 0x466F_6C64_73;

    /// <inheritdoc/>
    public override string Text => $"kfold:{Folds}:{Fold}{(Shuffled ? ":shuffled" : "")}";

    /// <inheritdoc/>
    public override bool IsRandom => Shuffled;

    /// <summary>Checks the numbers.</summary>
    /// <returns>This plan.</returns>
    /// <exception cref="ArbexException">Fewer than two folds, or no such fold.</exception>
    public GroupFolds Validated() =>
        Folds >= 2 && Fold >= 0 && Fold < Folds
            ? this
            : throw new ArbexException(
                $"The split plan '{Text}' has {Folds} folds and leaves out fold {Fold}. Expected at least 2 folds and a fold "
                + $"from 0 to {Math.Max(Folds, 2) - 1}.");

    private protected override DataSplit[] Parts(string name, SampleIndex samples, long seed)
    {
        Validated();
        var groups = OrderedGroups(samples);
        if (groups.Length < Folds)
        {
            throw new ArbexException(
                $"{name} has {groups.Length} groups, too few for the {Folds} folds of '{Text}'. Expected at least as many groups "
                + "as folds. Choose fewer folds.");
        }

        if (Shuffled)
        {
            SeededRandom.ForStream(seed, FoldStream).Shuffle(groups.AsSpan());
        }

        var leftOut = groups.Where((_, place) => place % Folds == Fold).ToHashSet();
        var parts = new DataSplit[samples.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = leftOut.Contains(samples.GroupOf(i)) ? DataSplit.Test : DataSplit.Train;
        }

        return parts;
    }

    /// <summary>The numbers of all groups: the named ones by name, then the samples that are their own.</summary>
    private static int[] OrderedGroups(SampleIndex samples)
    {
        var (named, own) = (new bool[samples.NamedGroups], new List<int>());
        for (var i = 0; i < samples.Count; i++)
        {
            var group = samples.GroupOf(i);
            if (group < 0)
            {
                own.Add(group);
            }
            else
            {
                named[group] = true;
            }
        }

        var byName = Enumerable.Range(0, named.Length).Where(group => named[group])
            .OrderBy(samples.GroupName, StringComparer.Ordinal);
        return [.. byName, .. own];
    }
}
