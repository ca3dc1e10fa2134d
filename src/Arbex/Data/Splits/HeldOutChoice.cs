using Arbex.Imaging;

namespace Arbex.Data.Splits;

/// <summary>Which training samples validate.</summary>
/// <param name="Samples">Number of training samples to choose from.</param>
/// <param name="HeldOut">Positions of those that are held out.</param>
/// <param name="Groups">Named groups to choose from; 0 where samples count alone.</param>
/// <param name="HeldOutGroups">Named groups that are held out.</param>
internal sealed record HeldOutChoice(int Samples, int[] HeldOut, int Groups, int HeldOutGroups)
{
    private const long HoldOutStream = 0x486F_6C64_4F75_74;

    /// <summary>
    /// Goes through groups in an order drawn by the seed and holds out those that bring the classes nearer to their
    /// shares; samples alone are groups of one, for which this is a stratified draw.
    /// </summary>
    public static HeldOutChoice Make(IFaceDataset dataset, double share, long seed)
    {
        var samples = dataset.Samples;
        var whole = GroupStraddling.Of(samples, samples.Columns.Splits).Straddling == 0;
        var training = samples.Positions(DataSplit.Train);
        var units = training.GroupBy(i => whole ? samples.GroupOf(i) : ~i)
            .Select(unit => (IsNamed: unit.Key >= 0, Members: unit.ToArray())).ToArray();
        SeededRandom.ForStream(seed, HoldOutStream).Shuffle(units.AsSpan());

        var balance = new ClassBalance(samples.CountClasses(training, dataset.Labels.Count), share);
        var (chosen, best, highest) = (new List<int>(), -1, double.NegativeInfinity);
        for (var unit = 0; unit < units.Length; unit++)
        {
            var counts = samples.CountClasses(units[unit].Members, dataset.Labels.Count);
            if (!balance.Allows(counts))
            {
                continue;
            }

            var gain = balance.Gain(counts);
            if (gain > 0)
            {
                balance.Take(counts);
                chosen.Add(unit);
            }
            else if (gain > highest)
            {
                (best, highest) = (unit, gain);
            }
        }

        if (chosen.Count == 0)
        {
            // Every group is too large: the one that does the least harm.
            chosen.Add(best >= 0 ? best : throw Refused(dataset, training.Length, units.Length));
        }

        return new(
            training.Length,
            [.. chosen.SelectMany(unit => units[unit].Members)],
            units.Count(unit => unit.IsNamed),
            chosen.Count(unit => units[unit].IsNamed));
    }

    private static NothingToHoldOutException Refused(IFaceDataset dataset, int samples, int units) => new(
        $"{dataset.Name} has no validation part, and none of its {samples} training samples in {units} groups can be "
        + "held out without taking a whole class from training. Expected a class to be in two groups or more. Set "
        + "data.validationShare to 0 in the recipe, which keeps the last epoch, or give data with a validation part.");

    /// <summary>How near the held out samples of each class are to what is wanted.</summary>
    private sealed class ClassBalance(int[] all, double share)
    {
        private readonly int[] _held = new int[all.Length];

        /// <summary>Of a class that can spare one, at least one.</summary>
        private readonly double[] _wanted = [.. all.Select(count => count < 2 ? 0 : Math.Max(1, share * count))];

        public bool Allows(int[] counts)
        {
            for (var k = 0; k < counts.Length; k++)
            {
                if (counts[k] > 0 && _held[k] + counts[k] == all[k])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>By how much squared distances fall, each relative to what is wanted so that rare classes
        /// count.</summary>
        public double Gain(int[] counts)
        {
            var gain = 0.0;
            for (var k = 0; k < counts.Length; k++)
            {
                var (before, after) = (_held[k] - _wanted[k], _held[k] + counts[k] - _wanted[k]);
                gain += ((before * before) - (after * after)) / Math.Max(1, _wanted[k]);
            }

            return gain;
        }

        public void Take(int[] counts)
        {
            for (var k = 0; k < counts.Length; k++)
            {
                _held[k] += counts[k];
            }
        }
    }
}
