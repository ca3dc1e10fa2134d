using Arbex.Data;

namespace Arbex.Losses;

/// <summary>The weights of the classes in the class losses, from the options and the samples of an epoch.</summary>
internal static class ClassWeightsOf
{
    /// <summary>Computes them, with a mean of 1 over the samples; null where all samples count alike.</summary>
    /// <param name="options">The options.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="counts">Samples of each class in an epoch.</param>
    /// <exception cref="ArbexException">A weight is given to a class that does not exist.</exception>
    public static float[]? Compute(LossOptions options, LabelSet labels, IReadOnlyList<int> counts)
    {
        if (!options.WeighsClasses)
        {
            return null;
        }

        foreach (var name in options.ClassWeights.Keys.Where(name => !labels.Names.Contains(name)))
        {
            throw new ArbexException(
                $"loss.classWeights names the class \"{name}\", which the data does not have. Its classes are {labels}.");
        }

        var weights = new double[counts.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var share = Math.Max(counts[i], 1.0);
            weights[i] = options.ClassWeights.GetValueOrDefault(labels.Names[i], 1) * options.ClassWeighting switch
            {
                ClassWeighting.InverseFrequency => 1 / share,
                ClassWeighting.InverseRoot => 1 / Math.Sqrt(share),
                _ => 1,
            };
        }

        var mean = weights.Zip(counts, (weight, count) => weight * count).Sum() / counts.Sum(count => (double)count);
        return mean > 0
            ? [.. weights.Select(weight => (float)(weight / mean))]
            : throw new ArbexException("loss.classWeights gives every training sample the weight 0. Leave some above 0.");
    }
}
