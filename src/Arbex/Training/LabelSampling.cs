using Arbex.Imaging;

namespace Arbex.Training;

/// <summary>Draws one label from a label distribution, as annotators would give it.</summary>
/// <remarks>
/// The probabilistic label drawing of Barsoum et al., ICMI 2016, arXiv:1608.01041, section 4.3: each time a face is shown,
/// its target is a class drawn with the votes' probabilities.
/// </remarks>
public static class LabelSampling
{
    /// <summary>Draws a class. One number is drawn from the sequence.</summary>
    /// <param name="distribution">Probability of each class, [N], not negative; need not sum to exactly 1.</param>
    /// <param name="random">The luck.</param>
    /// <returns>A class whose probability is above 0.</returns>
    /// <exception cref="ArgumentException">No class has a probability above 0.</exception>
    public static int OneOf(ReadOnlySpan<float> distribution, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var total = 0.0;
        var last = -1;
        for (var k = 0; k < distribution.Length; k++)
        {
            total += distribution[k];
            last = distribution[k] > 0 ? k : last;
        }

        if (last < 0)
        {
            throw new ArgumentException("No class has a probability above 0.", nameof(distribution));
        }

        var left = random.NextDouble() * total;
        for (var k = 0; k < last; k++)
        {
            left -= distribution[k];
            if (left < 0)
            {
                return k;
            }
        }

        return last;
    }
}
