namespace Arbex.Evaluation.Projection;

/// <summary>Settings of <see cref="TSne"/>.</summary>
public sealed record TSneOptions
{
    /// <summary>About how many neighbours count for each sample, in [2, 200]; at most a third of the samples is used.
    /// </summary>
    /// <value>The default value is 30.</value>
    public double Perplexity { get; init; } = 30;

    /// <summary>Steps of the descent, in [1, 100,000]; the first third, at most 250, pulls neighbours
    /// together.</summary>
    /// <value>The default value is 750.</value>
    public int Iterations { get; init; } = 750;

    /// <summary>How strongly neighbours are pulled at first, in [1, 100].</summary>
    /// <value>The default value is 12.</value>
    public double EarlyExaggeration { get; init; } = 12;

    /// <summary>Decides the start where the data do not.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public TSneOptions Validated()
    {
        OptionCheck.InRange(Perplexity, 2, 200, "perplexity");
        OptionCheck.InRange(Iterations, 1, 100_000, "iterations");
        OptionCheck.InRange(EarlyExaggeration, 1, 100, "earlyExaggeration");
        return this;
    }
}
