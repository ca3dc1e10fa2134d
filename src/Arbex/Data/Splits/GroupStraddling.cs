namespace Arbex.Data.Splits;

/// <summary>How many named groups (subjects, videos) have samples in more than one part.</summary>
/// <param name="Groups">Number of named groups that have samples.</param>
/// <param name="Straddling">Number of those that are in several parts.</param>
/// <param name="Example">The name of one that is, the first in the dataset's order; null if there is none.</param>
public sealed record GroupStraddling(int Groups, int Straddling, string? Example)
{
    /// <summary>The warning to show with a result; null if no group straddles.</summary>
    public string? Warning => Straddling == 0
        ? null
        : $"{Straddling} of {Groups} groups have samples in more than one part, such as {Example}: results will be better than "
            + "on people or videos that were not trained on. Use kfold:K:FOLD or logo:GROUP to keep groups together.";

    /// <summary>Counts.</summary>
    /// <param name="samples">A dataset's samples; their own parts do not count.</param>
    /// <param name="parts">The part of each sample, [samples].</param>
    public static GroupStraddling Of(SampleIndex samples, ReadOnlySpan<DataSplit> parts)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var seen = new int[samples.NamedGroups];
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples.GroupOf(i) is var group and >= 0)
            {
                seen[group] |= 1 << (int)parts[i];
            }
        }

        var straddling = Enumerable.Range(0, seen.Length).Where(group => (seen[group] & (seen[group] - 1)) != 0).ToArray();
        return new(
            seen.Count(bits => bits != 0),
            straddling.Length,
            straddling.Length > 0 ? samples.GroupName(straddling[0]) : null);
    }
}
