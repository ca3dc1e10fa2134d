namespace Arbex.Data.Inspection;

/// <summary>How many groups (videos, subjects, characters) a part has, and how many samples they hold.</summary>
/// <param name="Count">Number of groups.</param>
/// <param name="Smallest">Samples of the smallest group; 0 where there is no group.</param>
/// <param name="Median">Samples of the group in the middle, the lower one of two; 0 where there is no group.</param>
/// <param name="Largest">Samples of the largest group; 0 where there is no group.</param>
public sealed record GroupSizes(int Count, int Smallest, int Median, int Largest)
{
    /// <summary>Counts the groups of some samples.</summary>
    /// <param name="samples">A dataset's samples.</param>
    /// <param name="positions">Those to count.</param>
    public static GroupSizes Of(SampleIndex samples, ReadOnlySpan<int> positions)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var named = new int[samples.NamedGroups];
        var single = 0;
        foreach (var position in positions)
        {
            if (samples.GroupOf(position) is var group and >= 0)
            {
                named[group]++;
            }
            else
            {
                single++;
            }
        }

        int[] sizes = [.. Enumerable.Repeat(1, single), .. named.Where(size => size > 0)];
        Array.Sort(sizes);
        return sizes.Length == 0
            ? new GroupSizes(0, 0, 0, 0)
            : new GroupSizes(sizes.Length, sizes[0], sizes[(sizes.Length - 1) / 2], sizes[^1]);
    }
}
