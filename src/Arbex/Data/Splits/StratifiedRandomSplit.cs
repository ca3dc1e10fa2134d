using System.Globalization;
using Arbex.Imaging;

namespace Arbex.Data.Splits;

/// <summary>A random share of each class is left out. Samples of one group may come into both parts.</summary>
/// <remarks>
/// Of a class with n samples round(share x n) are left out, halves up. Results on near-duplicates (frames of one video,
/// pictures of one person) are then too good; see <see cref="GroupStraddling"/>.
/// </remarks>
/// <param name="Share">The share that is left out, above 0 and below 1.</param>
public sealed record StratifiedRandomSplit(double Share) : SplitPlan
{
    private const long RandomStream = 0x5261_6E64_6F6D;

    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"random:{Share:R}");

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <summary>Checks the share.</summary>
    /// <returns>This plan.</returns>
    /// <exception cref="ArbexException">The share is not between 0 and 1.</exception>
    public StratifiedRandomSplit Validated() =>
        Share > 0 && Share < 1
            ? this
            : throw new ArbexException(
                $"The split plan '{Text}' has a share that is not between 0 and 1. Expected the share of samples to test on, such "
                + "as random:0.2.");

    private protected override DataSplit[] Parts(string name, SampleIndex samples, long seed)
    {
        Validated();
        var classes = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < samples.Count; i++)
        {
            var label = samples.LabelOf(i);
            if (!classes.TryGetValue(label, out var members))
            {
                classes.Add(label, members = []);
            }

            members.Add(i);
        }

        var parts = new DataSplit[samples.Count];
        foreach (var (label, members) in classes)
        {
            var order = members.ToArray();
            var count = (int)Math.Floor((Share * order.Length) + 0.5);
            // A stream for each class: adding samples of one class does not change the choice in another.
            SeededRandom.ForStream(seed, RandomStream, label).ShuffleFirst(order.AsSpan(), count);
            foreach (var position in order.AsSpan(0, count))
            {
                parts[position] = DataSplit.Test;
            }
        }

        return parts;
    }
}
