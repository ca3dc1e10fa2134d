namespace Arbex.Evaluation.Projection;

/// <summary>Lays samples out in the plane so that near ones stay near (the paper's figure 6).</summary>
/// <remarks>
/// Van der Maaten and Hinton, JMLR 2008, with the start along the principal components that Kobak and Berens, Nature
/// Communications 2019, recommend. All pairs are summed exactly: n samples take n^2 steps an iteration, five to ten
/// seconds for 2,000. The result is a function of rows, options and seed.
/// </remarks>
public static class TSne
{
    /// <summary>Most samples that are laid out; n^2 numbers are kept.</summary>
    public const int MostSamples = 4000;

    /// <summary>Fewest samples that have a layout.</summary>
    public const int FewestSamples = 8;

    private const int LongestExaggeration = 250;

    /// <summary>Lays out.</summary>
    /// <param name="rows">n rows of D numbers, n in [<see cref="FewestSamples"/>, <see cref="MostSamples"/>].</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellation">Stops between iterations.</param>
    /// <exception cref="ArgumentException">Too few or too many rows, or rows of different lengths.</exception>
    public static TSneMap Embed(
        IReadOnlyList<float[]> rows, TSneOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options = (options ?? new TSneOptions()).Validated();
        if (rows.Count is < FewestSamples or > MostSamples || rows.Any(row => row.Length != rows[0].Length))
        {
            throw new ArgumentException(
                $"Got {rows.Count} rows. Expected {FewestSamples} to {MostSamples} of one length; draw a sample.",
                nameof(rows));
        }

        var layout = new TSneLayout(PrincipalPlane.Start(rows, options.Seed));
        var affinities = Affinities.Of(rows, Math.Min(options.Perplexity, (rows.Count - 1) / 3.0));
        var early = Math.Min(LongestExaggeration, options.Iterations / 3);
        // Belkina et al., Nature Communications 2019: a step that grows with n; the gradient below has its factor 4.
        var rate = Math.Max(rows.Count / options.EarlyExaggeration / 4, 50);
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var pull = iteration < early ? options.EarlyExaggeration : 1;
            layout.Step(affinities, pull, rate, momentum: iteration < early ? 0.5 : 0.8);
        }

        return new(layout.Points(), layout.Divergence(affinities));
    }

    /// <summary>Gradient of the divergence for a layout, for the test against finite differences.</summary>
    internal static (double Divergence, double[] Gradient) Evaluate(double[] points, double[] affinities)
    {
        var layout = new TSneLayout(points);
        layout.Slopes(affinities, pull: 1);
        return (layout.Divergence(affinities), layout.Gradient());
    }
}
