using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>Which class each sample of a generated dataset shows, and which one its label claims.</summary>
internal static class GeneratedLabels
{
    /// <summary>How much rarer the last class is than the first at full imbalance.</summary>
    public const double StrongestRatio = 50;

    /// <summary>Number of samples of each class: geometric in the class index, exact in the sum.</summary>
    /// <param name="total">Samples in all.</param>
    /// <param name="classes">Number of classes N.</param>
    /// <param name="imbalance">0 to 1.</param>
    public static int[] Counts(int total, int classes, double imbalance)
    {
        var weights = new double[classes];
        for (var k = 0; k < classes; k++)
        {
            weights[k] = Math.Pow(StrongestRatio, -imbalance * k / (classes - 1));
        }

        var sum = weights.Sum();
        var exact = Array.ConvertAll(weights, weight => total * weight / sum);
        var counts = Array.ConvertAll(exact, share => (int)share);
        // Largest remainders get what rounding down left over.
        var order = Enumerable.Range(0, classes).OrderByDescending(k => exact[k] - counts[k]).ThenBy(k => k);
        foreach (var k in order.Take(total - counts.Sum()))
        {
            counts[k]++;
        }

        return counts;
    }

    /// <summary>The shown classes, character after character, shape [characters x perCharacter].</summary>
    /// <param name="characters">Number of characters; each gets every class as equally as the counts allow.</param>
    /// <param name="perCharacter">Samples of each.</param>
    /// <param name="classes">Number of classes N.</param>
    /// <param name="imbalance">0 to 1.</param>
    /// <param name="random">Puts each character's samples into an order.</param>
    public static int[] Shown(int characters, int perCharacter, int classes, double imbalance, SeededRandom random)
    {
        var labels = new int[characters * perCharacter];
        var counts = Counts(labels.Length, classes, imbalance);
        var next = 0;
        for (var k = 0; k < classes; k++)
        {
            for (var i = 0; i < counts[k]; i++, next++)
            {
                var (slot, character) = Math.DivRem(next, characters);
                labels[(character * perCharacter) + slot] = k;
            }
        }

        for (var character = 0; character < characters; character++)
        {
            random.Shuffle(labels.AsSpan(character * perCharacter, perCharacter));
        }

        return labels;
    }

    /// <summary>The labels after mistakes: exactly the asked share names another class, all others alike.</summary>
    /// <param name="shown">The right classes; not changed.</param>
    /// <param name="classes">Number of classes N.</param>
    /// <param name="share">0 to 1.</param>
    /// <param name="random">Chooses the mistakes.</param>
    public static int[] WithMistakes(int[] shown, int classes, double share, SeededRandom random)
    {
        var labels = (int[])shown.Clone();
        var order = Enumerable.Range(0, shown.Length).ToArray();
        random.Shuffle(order.AsSpan());
        foreach (var index in order.Take((int)Math.Round(share * shown.Length)))
        {
            labels[index] = (labels[index] + 1 + random.NextInt(classes - 1)) % classes;
        }

        return labels;
    }
}
