using System.Globalization;

namespace Arbex.Data.Splits;

/// <summary>One named group is left out: a subject, a video, a character.</summary>
/// <param name="Group">Its name, or its place among the names in ordinal order, from 0; a name goes before a place.</param>
public sealed record LeaveOneGroupOut(string Group) : SplitPlan
{
    private const int Shown = 8;

    /// <inheritdoc/>
    public override string Text => $"logo:{Group}";

    /// <summary>The names that can be left out, in the order of their places.</summary>
    /// <param name="samples">A dataset's samples.</param>
    public static string[] Groups(SampleIndex samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var used = new bool[samples.NamedGroups];
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples.GroupOf(i) is var group and >= 0)
            {
                used[group] = true;
            }
        }

        var names = Enumerable.Range(0, used.Length).Where(group => used[group]).Select(samples.GroupName).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    private protected override DataSplit[] Parts(string name, SampleIndex samples, long seed)
    {
        var chosen = Find(name, Groups(samples));
        var parts = new DataSplit[samples.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = samples.GroupOf(i) is var group && group >= 0 && samples.GroupName(group) == chosen
                ? DataSplit.Test
                : DataSplit.Train;
        }

        return parts;
    }

    private string Find(string dataset, string[] names)
    {
        if (names.Length == 0)
        {
            throw new ArbexException(
                $"{dataset} knows no groups (subjects, videos), so none can be left out by '{Text}'. Expected a dataset with "
                + "groups. Use random:SHARE, or give groups in a manifest.");
        }

        return names.Contains(Group, StringComparer.Ordinal) ? Group
            : int.TryParse(Group, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < names.Length
                ? names[place]
                : throw new ArbexException(
                    $"{dataset} has no group '{Group}'. Expected a number from 0 to {names.Length - 1}, or a name: "
                    + $"{string.Join(", ", names.Take(Shown))}{(names.Length > Shown ? ", ..." : "")}.");
    }
}
