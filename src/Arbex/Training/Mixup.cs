using Arbex.Imaging;

namespace Arbex.Training;

/// <summary>Blends pairs of faces of a batch and their targets alike.</summary>
/// <remarks>
/// Zhang et al., mixup, ICLR 2018, arXiv:1710.09412: x = s x_i + (1 - s) x_j, y = s y_i + (1 - s) y_j with s from
/// Beta(alpha, alpha), one s a batch. Differs: the partner of a face is the one as far from the batch's other end, as in
/// timm's mixup, since an epoch's order is random already.
/// </remarks>
public static class Mixup
{
    /// <summary>Beyond this s is hardly ever away from one half.</summary>
    internal const double LargestAlpha = 100;

    /// <summary>Blends in place.</summary>
    /// <param name="pixels">[B, ...] row-major.</param>
    /// <param name="targets">Label distributions, [B, N] row-major; they stay distributions.</param>
    /// <param name="count">B.</param>
    /// <param name="share">s in [0, 1]; 1 changes nothing.</param>
    public static void Apply(Span<float> pixels, Span<float> targets, int count, double share)
    {
        if (!(share is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share in [0, 1].");
        }

        Blend(pixels, count, (float)share);
        Blend(targets, count, (float)share);
    }

    /// <summary>Draws s from Beta(alpha, alpha).</summary>
    /// <param name="alpha">
    /// Above 0: small values keep s near 0 or 1, 1 is uniform, large values keep it near one half.
    /// </param>
    /// <param name="random">The luck; how many numbers are drawn varies.</param>
    /// <returns>In [0, 1].</returns>
    public static double Share(double alpha, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(alpha is > 0 and <= LargestAlpha))
        {
            throw new ArgumentOutOfRangeException(
                nameof(alpha), alpha, $"Expected a number above 0, at most {LargestAlpha}.");
        }

        // A ratio of two gamma variables; logarithms, because at a small alpha both are too small for a double.
        return 1 / (1 + Math.Exp(LogGamma(alpha, random) - LogGamma(alpha, random)));
    }

    /// <summary>
    /// The logarithm of a Gamma(alpha) variable: Marsaglia and Tsang 2000 at alpha + 1, times u^(1 / alpha).
    /// </summary>
    private static double LogGamma(double alpha, SeededRandom random)
    {
        var d = alpha + 1 - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = random.NextGaussian();
            var u = 1 - random.NextDouble(); // in (0, 1]
            var root = 1 + (c * normal);
            if (root <= 0)
            {
                continue;
            }

            var cube = root * root * root;
            if (Math.Log(u) < (normal * normal / 2) + (d * (1 - cube + Math.Log(cube))))
            {
                return Math.Log(d * cube) + (Math.Log(1 - random.NextDouble()) / alpha);
            }
        }
    }

    private static void Blend(Span<float> rows, int count, float share)
    {
        var length = count == 0 ? 0 : rows.Length / count;
        for (var i = 0; i < count / 2; i++)
        {
            var first = rows.Slice(i * length, length);
            var second = rows.Slice((count - 1 - i) * length, length);
            for (var k = 0; k < length; k++)
            {
                var (a, b) = (first[k], second[k]);
                first[k] = (share * a) + ((1 - share) * b);
                second[k] = (share * b) + ((1 - share) * a);
            }
        }
    }
}
