namespace Arbex.Evaluation;

/// <summary>What an evaluation leaves open.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Seed of the bootstrap.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Resamples of the bootstrap, in [0, 1,000,000]; 0 leaves the intervals out.</summary>
    /// <value>The default value is 1000.</value>
    public int Resamples { get; init; } = 1000;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public EvaluationOptions Validated()
    {
        OptionCheck.InRange(Resamples, 0, 1_000_000, "resamples");
        return this;
    }
}
