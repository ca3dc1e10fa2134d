namespace Arbex.Data;

/// <summary>How an epoch is drawn from a large, redundant and imbalanced training set (paper, section 4.2.2).</summary>
public sealed record DataRefinementOptions
{
    /// <summary>The largest <see cref="PerGroup"/> and <see cref="PerClass"/>: more samples than an epoch can have.</summary>
    public const int Largest = 1_000_000;

    /// <summary>Whether epochs are drawn at all; otherwise every epoch is all samples in a new order.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>The most samples N that one group (video, subject) adds to an epoch's pool.</summary>
    /// <value>The default value is 512, the paper's. Has no effect where every sample is its own group.</value>
    public int PerGroup { get; init; } = 512;

    /// <summary>The most samples M of one class in an epoch.</summary>
    /// <value>The default value is 500, the paper's.</value>
    public int PerClass { get; init; } = 500;

    /// <summary>Whether a class with fewer than M samples in the pool is filled up by repeating some.</summary>
    /// <value>The default value is <see langword="false"/>: short classes stay short. A class without any sample stays
    /// empty either way.</value>
    public bool OversampleShortClasses { get; init; }

    /// <summary>Checks the values.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A number is below 1 or above <see cref="Largest"/>.</exception>
    public DataRefinementOptions Validated()
    {
        if (PerGroup is < 1 or > Largest || PerClass is < 1 or > Largest)
        {
            throw new ArbexException(
                $"Data refinement has {nameof(PerGroup)} = {PerGroup} and {nameof(PerClass)} = {PerClass}. Expected "
                + $"both to be from 1 to {Largest}. Change them, or set {nameof(Enabled)} to false for all samples.");
        }

        return this;
    }
}
